"""Questions of a large review are audited in processes, with the same answers in the same order."""

from concurrent.futures import Future

import pytest

from insights.disclosure import processes
from insights.disclosure.ladder import audit_in_turn
from insights.disclosure.processes import audit_by_size
from insights.disclosure.release import Rung
from insights.publishing.publish import prepare_results
from tests import scenarios
from tests.properties.test_audit import ALIKE, MIXED, TEN

pytestmark = pytest.mark.once
ASKED = [(one, TEN, Rung.STEPS) for one in (MIXED, ALIKE, MIXED)]


def test_two_processes_find_what_one_finds_and_in_order():
    with audit_by_size(processes=2, large=0) as audit:
        found = list(audit(ASKED))
    assert found == list(audit_in_turn(ASKED))
    assert len(set(found)) == 2


def test_a_review_itself_can_be_checked_in_processes_that_know_no_django(cast):
    pulse = scenarios.questionnaire("pulse")
    review = scenarios.differing_review(cast.partnership, questionnaire=pulse)
    with audit_by_size(processes=2, large=0) as audit:
        found = prepare_results(review, audit)
    assert found.rung == prepare_results(review).rung


def test_a_small_review_starts_no_process(monkeypatch):
    monkeypatch.setattr(processes, "ProcessPoolExecutor", None)
    with audit_by_size(processes=2, large=len(ASKED) * 10 + 1) as audit:
        assert list(audit(ASKED)) == list(audit_in_turn(ASKED))


def test_few_questions_are_handed_out_ahead_and_those_not_wanted_any_more_are_taken_back():
    handed: list[Future[bool]] = []

    def submit(_work, *_asked) -> Future[bool]:
        handed.append(Future())
        if len(handed) == 1:
            handed[0].set_result(True)
        return handed[-1]

    answers = processes._in_order(submit, ASKED * 10, ahead=4)
    assert next(answers)
    answers.close()
    assert len(handed) == 5
    assert all(future.cancelled() for future in handed[1:])

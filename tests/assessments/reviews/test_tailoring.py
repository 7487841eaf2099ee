"""A coordinator bends the questionnaire: statements left out, statements of their own."""

import pytest
from django.urls import reverse

from assessments.models import Questionnaire
from assessments.reviews.services import NotNow
from assessments.reviews.tailoring import AddedStatement, added_statements, left_out_codes, tailor
from insights.closing import close_review
from insights.results.load import load_results
from reports.build import build_report
from tests import scenarios

OURS = AddedStatement("clarity", "We answer each other’s e-mails.", "activity")


@pytest.fixture
def review(cast):
    return scenarios.draft_review(cast.partnership)


def codes(review) -> list[str]:
    return [one.code for part in review.questionnaire.sections_in_order for one in part.statements]


def sent(review, *, without=(), added=(), **more) -> dict:
    """What the page sends with these statements not ticked, and these in its rows."""
    base = review.tailored_from or review.questionnaire
    data = {
        part.consideration: [one.code for one in part.statements if one.code not in without]
        for part in base.sections_in_order
    }
    rows = [*added, AddedStatement("clarity", "", "input")]
    data |= {"added-TOTAL_FORMS": str(len(rows)), "added-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        for name in ("text", "consideration", "stage", "help"):
            data[f"added-{number}-{name}"] = getattr(row, name)
    return data | more


@pytest.fixture
def send(as_):
    def sending(review, name="ana", **what):
        address = reverse("assessments:review-tailor", args=[review.pk])
        reply = as_(name).post(address, sent(review, **what), follow=True)
        review.refresh_from_db()
        return reply.content.decode()

    return sending


def test_statements_are_left_out_and_added_and_everything_else_stays(review, send):
    before = codes(review)
    send(review, without=before[:2], added=[OURS])
    assert set(codes(review)) == {*before[2:], OURS.code}
    assert left_out_codes(review) == set(before[:2])
    assert added_statements(review) == [OURS]


def test_what_is_tailored_can_be_tailored_again_and_taken_back(review, send):
    before = codes(review)
    send(review, without=before[:1], added=[OURS])
    send(review, without=before[3:4])
    assert left_out_codes(review) == {before[3]}
    assert added_statements(review) == []
    send(review)
    assert codes(review) == before
    assert review.tailored_from is None
    assert Questionnaire.objects.count() == 1


def test_a_whole_consideration_is_not_left_out_by_mistake(review, send):
    first = review.questionnaire.sections_in_order[0]
    without = [one.code for one in first.statements]
    page = send(review, without=without)
    assert f"There are no statements left about: {first}" in page
    assert len(review.questionnaire.sections_in_order) == 8
    send(review, without=without, confirmed="on")
    assert len(review.questionnaire.sections_in_order) == 7


def test_something_has_to_be_asked(review, send):
    assert "at least one statement" in send(review, without=codes(review), confirmed="on")


def test_ten_statements_of_ones_own_and_no_more(review, send):
    many = [AddedStatement("clarity", f"We do thing {n}.", "activity") for n in range(11)]
    send(review, added=many)
    assert added_statements(review) == []
    send(review, added=many[:9])
    assert added_statements(review) == many[:9]


def test_the_same_statement_twice_is_refused(review, send):
    assert "appears twice" in send(review, added=[OURS, OURS])


def test_another_questionnaire_starts_afresh(review, send, as_):
    send(review, added=[OURS])
    data = {
        "title": "Autumn",
        "questionnaire_code": "pulse",
        "results_for": "everybody",
        "closes_on": review.closes_on.isoformat(),
        "confidentiality": "confidential",
        "k": "5",
    }
    edit = reverse("assessments:review-edit", args=[review.pk])
    as_("ana").post(edit, data | {"questionnaire_code": "full-reflection"})
    review.refresh_from_db()
    assert added_statements(review) == [OURS]
    as_("ana").post(edit, data)
    review.refresh_from_db()
    assert (review.questionnaire.code, review.tailored_from) == ("pulse", None)


def test_once_open_it_is_fixed(cast, review):
    scenarios.assessments.open_review(review=review)
    with pytest.raises(NotNow):
        tailor(review=review, without=codes(review)[:1], added=[])


def test_members_answer_it_and_results_hold_it(cast, review, client, as_):
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY):
        scenarios.fill(cast.partnership, organisation, 6)
    without = codes(review)[:5]
    review = tailor(review=review, without=without, added=[OURS])
    review = scenarios.assessments.open_review(review=review)
    token = scenarios.token_for(review, cast.ben)
    page = client.get(
        reverse("assessments:respond-section", args=[review.pk, token, "clarity"])
    ).content.decode()
    assert "We answer each other’s e-mails." in page
    scenarios.answer_all(review, dict.fromkeys(cast.partnership.members.asked(), 4))
    review = close_review(review=review)
    results = load_results(review)
    assert len(list(results)) == 7
    seen = {one.statement.code: one for result in results for one in result.statements}
    assert seen[OURS.code].everyone.mean == 4
    assert not set(without) & seen.keys()
    assert len(build_report(review).sections) == 7
    for name, more in (("results", []), ("consideration", ["clarity"])):
        page = as_("ana").get(reverse(f"insights:{name}", args=[review.pk, *more]))
        assert page.status_code == 200
    assert "We answer each other’s e-mails." in page.content.decode()

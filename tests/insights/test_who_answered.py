"""How many answered stands beside what is said of them, and what a change owes to it is said."""

import pytest
from django.urls import reverse

from assessments.reviews.services import share
from insights.closing import close_review
from insights.results.changes import latest_changes
from insights.results.load import load_results
from insights.wording.changes import changes_sentence
from insights.wording.detail import answered_sentence
from partnerships.members.services import remove_member
from reports.build import build_report
from tests import scenarios
from tests.assessments.imports import importing

RATINGS = {scenarios.COUNCIL[0]: (4, 5), scenarios.CHARITY[0]: (1, 3), scenarios.HEALTH[0]: (3, 3)}


def round_of(cast, title, most, rated=RATINGS, **fields):
    """A shared round in which so many of each organisation answer, all as organisations do."""
    review = scenarios.open_quietly(cast.partnership, title=title, confidentiality="open", **fields)
    answers, heard = {}, dict.fromkeys(rated, 0)
    for member in cast.partnership.members.asked().select_related("organisation"):
        name = member.organisation.name
        if heard[name] < most[name]:
            answers[member] = rated[name][heard[name] % 2]
            heard[name] += 1
    scenarios.answer_all(review, answers)
    return share(review=scenarios.long_closed(close_review(review=review)))


def turnout(council, charity, health=1):
    return {
        scenarios.COUNCIL[0]: council,
        scenarios.CHARITY[0]: charity,
        scenarios.HEALTH[0]: health,
    }


@pytest.fixture
def larger(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 15)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 13)
    return cast


def sentence_after(cast, *rounds):
    for title, given in zip(("Spring", "Autumn"), rounds, strict=True):
        review = round_of(cast, title, *given)
    return changes_sentence(latest_changes(load_results(review), shared_only=True)), review


def test_where_nothing_but_who_answered_has_changed_that_is_said(larger):
    sentence, review = sentence_after(larger, [turnout(16, 14)], [turnout(16, 2)])
    assert "31 of 31 answered then, 19 of 31 now." in sentence
    assert (
        "Of the rise of 0.9 in “The right approach” all or nearly all comes from who answered: "
        "with each organisation’s mean from “Spring” and the people who answered later it would "
        "be 4.2."
    ) in sentence
    assert sentence.endswith("For 7 other changes, a third or more comes from who answered.")
    assert sentence in build_report(review).overview.sentences


def test_where_everybody_answers_again_a_change_is_theirs(larger):
    better = RATINGS | {scenarios.CHARITY[0]: (4, 5)}
    sentence, _review = sentence_after(larger, [turnout(16, 14)], [turnout(16, 14), better])
    assert "has risen by 1.2" in sentence
    assert "comes from who answered" not in sentence


def test_a_change_too_close_to_call_is_not_explained(larger):
    sentence, _review = sentence_after(larger, [turnout(16, 14)], [turnout(16, 13)])
    assert sentence == (
        "Since “Spring” every change is too close to call. 31 of 31 answered then, 30 of 31 now."
    )


def test_who_leaves_after_a_review_closed_was_asked_all_the_same(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 3)
    review = round_of(cast, "Spring", turnout(3, 1))
    assert answered_sentence(load_results(review)) == "5 of 6 people in 3 organisations answered."
    remove_member(member=cast.partnership.members.get(name="Ben"))
    assert answered_sentence(load_results(review)) == "5 of 6 people in 3 organisations answered."


def test_where_each_has_one_voice_organisations_are_counted(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 3)
    review = scenarios.open_quietly(cast.partnership, confidentiality="one-voice")
    scenarios.answer_all(review, {cast.ben: 4, cast.cleo: 2})
    results = load_results(close_review(review=review))
    assert answered_sentence(results) == "2 of 3 organisations answered."


def test_of_imported_answers_it_is_not_known_how_many_were_asked(cast, as_):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    review = scenarios.open_quietly(cast.partnership, confidentiality="open")
    scenarios.answer_all(review, {cast.ben: 4})
    browser = as_("ana")
    content = importing.as_csv(importing.table(people=3))
    importing.add(browser, importing.matched(browser, review, content))
    results = load_results(close_review(review=review))
    assert results.answered.asked is None
    assert answered_sentence(results).startswith("4 people answered.")


def test_everything_a_picture_needs_stands_beside_its_chart(larger, as_):
    review = round_of(larger, "Spring", turnout(16, 12))
    facts = "29 of 31 people in 3 organisations answered · closed on "
    for name, args in (
        ("insights:results", [review.pk]),
        ("insights:consideration", [review.pk, "power"]),
        ("insights:portfolio", []),
    ):
        page = as_("ana").get(reverse(name, args=args)).content.decode()
        assert page.count('data-facts="') == page.count(f'data-facts="{facts}') > 0, name

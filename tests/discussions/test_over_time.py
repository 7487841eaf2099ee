"""Every round of a partnership beside the others, with what was agreed and done between them."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Questionnaire
from assessments.reviews.services import share
from discussions.models import Action
from discussions.services import record_conclusion
from insights.closing import close_review
from insights.results.trends import load_trend
from tests import scenarios


def means(trend):
    return [figure and figure.mean for figure in trend.figures]


def round_of(cast, title, rating, **fields):
    review = scenarios.open_quietly(cast.partnership, title=title, **fields)
    scenarios.answer_all(review, dict.fromkeys(cast.partnership.members.asked(), rating))
    return share(review=scenarios.long_closed(close_review(review=review)))


def by_consideration(**ratings):
    return lambda statement: ratings.get(statement.consideration, 3)


def with_rounds() -> scenarios.Cast:
    """The cast after spring, a pulse in summer, autumn: clarity rises, power falls."""
    cast = scenarios.riverside()
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    pulse = scenarios.questionnaire("pulse")
    round_of(cast, "Spring", by_consideration(clarity=2, power=4))
    round_of(cast, "Summer", by_consideration(clarity=3), questionnaire=pulse)
    round_of(cast, "Autumn", by_consideration(clarity=4, power=2))
    return cast


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(with_rounds)


@pytest.fixture
def rounds(cast):
    return [*cast.partnership.reviews.order_by("opened_at")]


def page(as_, name, cast):
    reply = as_(name).get(reverse("discussions:over-time", args=[cast.partnership.pk]))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def test_each_consideration_is_followed_over_the_statements_all_rounds_share(rounds):
    trend = {one.consideration.code: one for one in load_trend(rounds).considerations}
    assert means(trend["clarity"]) == pytest.approx([2, 3, 4])
    assert means(trend["power"]) == pytest.approx([4, 3, 2])
    pulse = rounds[1].questionnaire
    asked = {part.consideration: len(part.statements) for part in pulse.sections_in_order}
    assert trend["clarity"].statements_in_common == asked["clarity"]


def test_a_statement_is_followed_from_the_second_round_that_asked_it(rounds):
    clarity = next(
        one for one in load_trend(rounds).considerations if one.consideration.code == "clarity"
    )
    assert len(clarity.statements) == 5
    in_all = [line for line in clarity.statements if None not in line.figures]
    assert len(in_all) == clarity.statements_in_common
    assert all(line.figures[1] is None for line in clarity.statements if line not in in_all)


def test_a_round_on_another_scale_is_not_compared(rounds):
    rounds[0].questionnaire = Questionnaire(rating_labels=["No", "Yes"])
    clarity = load_trend(rounds).considerations[1]
    assert clarity.figures[0] is None


def test_the_page_says_what_moved_and_what_was_agreed_and_done_between(cast, as_, rounds):
    spring = rounds[0]
    record_conclusion(
        review=spring,
        consideration="clarity",
        said="",
        we_differ_because="We read it each our way.",
        agreed=True,
    )
    Action.objects.create(
        review=spring,
        consideration="clarity",
        what="Write the aim down",
        owner=cast.cleo,
        due=date(2026, 3, 1),
        done_at=timezone.now(),
    )
    said = page(as_, "ben", cast)
    assert "“Shared clarity” has risen from 2.0 to 4.0." in said
    assert "“Power and transparency” has fallen from 4.0 to 2.0." in said
    assert "11 of 11 answered “Spring” and 11 of 11 answered “Autumn”." in said
    assert "Agreed and done after “Spring” We differ We read it each our way." in said
    assert re.search(r"Write the aim down Cleo Done on", said)


def test_a_reader_sees_no_round_whose_results_are_not_for_them(cast, as_, rounds):
    review = scenarios.open_quietly(cast.partnership, title="Winter")
    scenarios.answer_all(review, dict.fromkeys(cast.partnership.members.asked(), 3))
    close_review(review=review)
    assert "Winter" in page(as_, "ana", cast)
    assert "Winter" not in page(as_, "ben", cast)


def test_its_tables_can_be_taken_away(cast, as_, rounds):
    address = reverse("discussions:over-time", args=[cast.partnership.pk])
    ben = as_("ben")
    shown = ben.get(address).content.decode()
    links = set(re.findall(r'href="([^"]*/over-time/tables/[^"]*)"', shown))
    tables = set(re.findall(r'id="table-([a-z-]+)"', shown))
    assert len(links) == 2 * len(tables)
    for link in links:
        assert ben.get(link).status_code == 200
    assert ben.get(f"/reviews/{rounds[0].pk}/over-time/tables/nothing.csv").status_code == 404

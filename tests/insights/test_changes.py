"""Rounds are compared where both asked the same, and only as everyone saw it."""

import pytest
from django.urls import reverse

from assessments.models import Statement
from assessments.questionnaires.editing import move_statement
from assessments.questionnaires.services import edit_questionnaire
from assessments.questionnaires.versions import bring_into_use, current_definition, next_version
from assessments.reviews.services import share
from insights.closing import close_review
from insights.results.changes import changes_since, earlier_review
from insights.results.load import load_results
from insights.results.trends import load_trend
from insights.wording.changes import changes_sentence
from insights.wording.figures import format_change
from tests import scenarios


def round_of(cast, title, rating, **fields):
    review = scenarios.open_quietly(cast.partnership, title=title, **fields)
    scenarios.answer_all(review, dict.fromkeys(cast.partnership.members.asked(), rating))
    return scenarios.long_closed(close_review(review=review))


def compared(earlier, later):
    return changes_since(earlier, load_results(later)).considerations


@pytest.fixture
def rounds(cast):
    """Two rounds; between them views of clarity rose by a point and those of power fell by one."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)

    def later(statement):
        return {"clarity": 4, "power": 2}.get(statement.consideration, 3)

    return round_of(cast, "Spring", 3), round_of(cast, "Autumn", later)


def test_each_consideration_is_set_beside_the_round_before(rounds):
    spring, autumn = rounds
    assert earlier_review(autumn, shared_only=False) == spring
    changed = {c.consideration.code: c.points for c in compared(spring, autumn)}
    assert changed["clarity"] == pytest.approx(1)
    assert changed["power"] == pytest.approx(-1)
    assert changed["people"] == pytest.approx(0)


def test_only_statements_that_both_rounds_published_are_compared(rounds):
    spring, autumn = rounds
    spring.published_groups.first().perceptions.filter(code="clarity-aim").delete()
    [clarity] = [one for one in compared(spring, autumn) if one.consideration.code == "clarity"]
    asked = Statement.objects.filter(section__consideration="clarity").count()
    assert len(clarity.statements) == asked - 1


def test_a_pulse_is_compared_with_the_full_reflection_where_both_ask_the_same(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    full = round_of(cast, "Spring", 3)
    pulse = scenarios.questionnaire("pulse")
    between = round_of(cast, "Summer", 4, questionnaire=pulse)
    for earlier, later, moved in ((full, between, 1), (between, round_of(cast, "Autumn", 2), -2)):
        changed = compared(earlier, later)
        assert sum(len(one.statements) for one in changed) == 12
        assert all(one.points == pytest.approx(moved) for one in changed)


def test_a_statement_under_another_consideration_is_compared_there_in_both_rounds(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    own = scenarios.custom_questionnaire(cast.partnership)
    before = bring_into_use(next_version(current_definition(own)))
    spring = round_of(cast, "Spring", _low_on_gain, questionnaire=before)
    edit_questionnaire(
        custom=own, change=lambda content: move_statement(content, "approach-gain", "", "power")
    )
    own.refresh_from_db()
    after = bring_into_use(next_version(current_definition(own)))
    autumn = round_of(cast, "Autumn", _low_on_gain, questionnaire=after)
    changed = {one.consideration.code: one for one in compared(spring, autumn)}
    in_both = [one.statement.code for one in changed["power"].statements]
    assert "approach-gain" in in_both
    assert all(one.points == 0 for one in changed.values())
    trend = load_trend([spring, autumn])
    [power] = [one for one in trend.considerations if one.consideration.code == "power"]
    assert power.statements_in_common == len(in_both)
    assert power.figures[0].mean == power.figures[1].mean


def _low_on_gain(statement):
    return 1 if statement.code == "approach-gain" else 4


def test_the_sentence_names_what_rose_and_fell_and_who_answered(rounds):
    spring, autumn = rounds
    sentence = changes_sentence(changes_since(spring, load_results(autumn)))
    assert sentence == (
        "Since “Spring”: “Shared clarity” has risen by 1.0. “Power and transparency” has fallen "
        "by 1.0. 6 others are too close to call. 11 of 11 answered then, 11 of 11 now."
    )


def test_the_first_round_has_nothing_to_compare_with(rounds):
    assert earlier_review(rounds[0], shared_only=False) is None


def test_members_see_no_round_that_was_not_shared_with_them(cast, as_, rounds):
    spring, autumn = rounds
    share(review=autumn)
    address = reverse("insights:results", args=[autumn.pk])
    title = "What changed since last time?"
    assert title in as_("ana").get(address).content.decode()
    assert title not in as_("ben").get(address).content.decode()
    share(review=spring)
    assert title in as_("ben").get(address).content.decode()


@pytest.mark.parametrize(
    ("value", "shown"), [(0.26, "+0.3"), (-1.04, "−1.0"), (0.04, "±0.0"), (-0.04, "±0.0")]
)
def test_a_change_is_written_with_its_sign(value, shown):
    assert format_change(value) == shown

"""Closing a review publishes what each group of at least k says, and nothing about fewer."""

import pytest
from django.urls import reverse

from insights.disclosure.processes import audit_by_size
from insights.disclosure.release import Rung, Treatment
from insights.models import COMPARED_GROUPINGS, Grouping, Perception
from insights.publishing.publish import prepare_results
from insights.results.load import load_results
from insights.statistics.figures import Figure, Withheld
from insights.wording.sentences import short_figure
from tests import scenarios


@pytest.fixture
def review(cast):
    return scenarios.closed_review(cast.partnership)


def test_everyone_is_published_first(review):
    assert load_results(review).people == 22


def test_groups_say_in_steps_what_their_people_said(review):
    result = load_results(review).consideration("clarity")
    steps = {one.group.label: one.figure.step for one in result.groups[Grouping.ORGANISATION]}
    assert steps["Riverside Council"].low <= 4.5 < steps["Riverside Council"].high
    assert steps["Open Door"].low <= 2 < steps["Open Door"].high
    assert steps["NHS Riverside"].low <= 4 < steps["NHS Riverside"].high


def test_the_widest_gap_names_both_groups(review):
    gap = load_results(review).consideration("clarity").gap(Grouping.ORGANISATION)
    assert gap.lower.group.label == "Open Door"
    assert gap.higher.figure.step.low > gap.lower.figure.step.high


def test_no_figure_rests_on_fewer_than_k(review):
    assert min(Perception.objects.values_list("n", flat=True)) >= review.k


def test_a_small_group_has_neither_distribution_nor_agreement(review):
    for result in load_results(review):
        for grouping in COMPARED_GROUPINGS:
            for seen in result.groups[grouping]:
                if isinstance(seen.figure, Figure) and seen.figure.n < 2 * review.k:
                    assert seen.figure.counts is None
                    assert seen.figure.agreement is None


def test_fewer_than_k_people_publish_nothing(cast):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.ben)
    review = scenarios.close_review(review=review)
    assert load_results(review).people == 0
    assert not Perception.objects.exists()


def ratings_by(organisations):
    """A rating for each member, by the name of their organisation."""

    def answer(review, members):
        scenarios.answer_all(
            review, {member: organisations[member.organisation.name] for member in members}
        )

    return answer


def published_about(cast, ratings, **fields):
    """A closed review of three organisations of 7 or 8 people, all of each giving these ratings."""
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
        scenarios.fill(cast.partnership, organisation, 7)
    review = scenarios.open_quietly(cast.partnership, **fields)
    names = ("Riverside Council", "Open Door", "NHS Riverside")
    answer = ratings_by(dict(zip(names, ratings, strict=True)))
    answer(review, cast.partnership.members.asked())
    return scenarios.close_review(review=review)


@pytest.mark.parametrize(("ratings", "words"), [((5, 3, 4), "or more"), ((1, 3, 2), "or less")])
def test_a_group_that_says_the_same_at_an_end_is_open_to_that_end(cast, ratings, words):
    review = published_about(cast, ratings)
    for figure in by_organisation(review).values():
        assert figure.step is not None
        assert (figure.agreement, figure.counts) == (None, None)
    council = by_organisation(review)["Riverside Council"]
    assert words in short_figure(council)


def test_where_everyone_says_the_same_groups_add_nothing(cast):
    review = published_about(cast, (3, 3, 3))
    assert load_results(review).consideration("clarity").everyone.mean == 3
    assert all(isinstance(one, Withheld) for one in by_organisation(review).values())


def test_groups_have_no_numbers_but_their_people(review):
    rows = Perception.objects.filter(group__review=review).exclude(group__grouping="everyone")
    assert rows.exists()
    for row in rows.select_related("group"):
        assert (row.n, row.dont_know, row.not_applicable) == (row.group.people, 0, 0)
        assert row.mean * 2 == int(row.mean * 2)


def test_it_is_kept_how_finely_a_review_is_published(review):
    assert review.publication.rung in Rung
    assert review.publication.everyone == Treatment.EXACT


def test_a_large_review_is_audited_in_processes_that_know_nothing_of_django(cast):
    review = scenarios.differing_review(cast.partnership)
    with audit_by_size(processes=2, large=0) as audit:
        prepared = prepare_results(review, audit)
    assert prepared.rung == prepare_results(review).rung


class TestFew:
    """Fewer than twice k people: no group is compared, and everyone's answers are in classes."""

    @pytest.fixture
    def review(self, cast):
        members = scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
        review = scenarios.open_quietly(cast.partnership)
        scenarios.answer_all(
            review,
            dict(zip(members, (1, 2, 3, 4, 5, 5), strict=True)),
        )
        return scenarios.close_review(review=review)

    def test_everyone_is_shown_in_three_classes(self, review):
        everyone = Perception.objects.get(group__review=review, code="clarity-aim")
        assert everyone.counts == [2, 1, 3]
        assert review.publication.everyone == Treatment.CLASSES

    def test_nothing_else_is_shown(self, review):
        assert [one.grouping for one in review.published_groups.all()] == ["everyone"]


class TestSheets:
    """What a coordinator entered adds to figures, and protects no one."""

    def test_they_make_no_group_large_enough(self, cast):
        others = scenarios.fill(cast.partnership, scenarios.HEALTH, 12)
        review = scenarios.open_quietly(cast.partnership)
        scenarios.answer_all(review, {member: 3 + place % 2 for place, member in enumerate(others)})
        scenarios.answer(review, cast.ben, 5)
        for _sheet in range(6):
            scenarios.sheet_of_paper(review, cast.ben, 2)
        review = scenarios.close_review(review=review)
        everyone = review.published_groups.get(grouping="everyone")
        assert (everyone.people, everyone.entered) == (19, 6)
        assert not review.published_groups.filter(label="Riverside Council").exists()
        counted = Perception.objects.get(group=everyone, code="clarity-aim")
        assert counted.counts == [0, 6, 6, 6, 1]

    def test_nothing_is_shown_of_sheets_alone(self, cast):
        review = scenarios.open_quietly(cast.partnership)
        for _sheet in range(8):
            scenarios.sheet_of_paper(review, cast.ben, 2)
        review = scenarios.close_review(review=review)
        assert not review.published_groups.exists()

    def test_they_count_in_the_figure_of_a_group_that_is_shown(self, cast):
        for organisation in (scenarios.COUNCIL, scenarios.HEALTH):
            scenarios.fill(cast.partnership, organisation, 8)
        review = scenarios.open_quietly(cast.partnership)
        scenarios.answer_all(
            review,
            {
                member: 4 + place % 2
                for place, member in enumerate(cast.partnership.members.asked())
            },
        )
        for _sheet in range(12):
            scenarios.sheet_of_paper(review, cast.ben, 1)
        review = scenarios.close_review(review=review)
        council = review.published_groups.get(label="Riverside Council")
        assert (council.people, council.entered) == (21, 12)
        assert council.perceptions.get(code="clarity-aim").high <= 3.25


def by_organisation(review):
    """What each organisation says about clarity, by its name."""
    result = load_results(review).consideration("clarity")
    return {seen.group.label: seen.figure for seen in result.groups[Grouping.ORGANISATION]}


def test_an_open_review_publishes_every_organisation_however_few_answered(cast):
    review = scenarios.open_quietly(cast.partnership, confidentiality="open")
    ratings_by({"Riverside Council": 5, "Open Door": 2, "NHS Riverside": 4})(
        review, cast.partnership.members.asked()
    )
    review = scenarios.close_review(review=review)
    figures = by_organisation(review)
    assert {label: figure.mean for label, figure in figures.items()} == {
        "Riverside Council": 5,
        "Open Door": 2,
        "NHS Riverside": 4,
    }
    assert figures["Riverside Council"].n == 1
    assert load_results(review).groups[Grouping.LEVEL] == []


def test_with_one_voice_each_an_organisation_counts_once(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 3)
    review = scenarios.open_quietly(cast.partnership, confidentiality="one-voice")
    ratings_by({"Riverside Council": 5, "Open Door": 2, "NHS Riverside": 4})(
        review, cast.partnership.members.asked()
    )
    review = scenarios.close_review(review=review)
    assert load_results(review).people == 3
    assert by_organisation(review)["Riverside Council"].n == 1


def test_a_coordinator_sees_which_groups_could_be_shown_before_opening(cast, as_):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.HEALTH, 6)
    review = scenarios.draft_review(cast.partnership)
    page = as_("ana").get(reverse("insights:review-groups", args=[review.pk]))
    by_organisation = page.context["foreseen"][0]
    assert by_organisation.shown == [("Riverside Council", 7)]
    assert by_organisation.not_shown == ["NHS Riverside", "Open Door"]
    opened = scenarios.open_quietly(cast.partnership)
    scenarios.answer_all(opened, dict.fromkeys(cast.partnership.members.asked(), 3))
    groups = load_results(scenarios.close_review(review=opened)).groups[Grouping.ORGANISATION]
    assert [(group.label, group.people) for group in groups] == [("Riverside Council", 7)]


def test_leftovers_get_no_figure(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.HEALTH, 2)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 2)
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer_all(review, dict.fromkeys(cast.partnership.members.asked(), 3))
    review = scenarios.close_review(review=review)
    groups = load_results(review).groups[Grouping.ORGANISATION]
    assert [group.label for group in groups] == ["Riverside Council"]
    left = review.suppressed_groups.filter(grouping=Grouping.ORGANISATION)
    assert {one.label for one in left} == {"NHS Riverside", "Open Door"}

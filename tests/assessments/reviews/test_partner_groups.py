"""A coordinator puts organisations into larger groups that results are also shown by."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from assessments.models import Review
from assessments.reviews.partner_groups.services import set_partner_groups
from insights.export.dataset import dataset_rows
from insights.models import Grouping
from insights.results.load import load_results
from partnerships.organisations.merging import merge, preview_merge
from reports.build import build_report
from tests import scenarios
from tests.assessments.voices import at, of, read

POLICE = ("Police Scotland", "police-fire")
HOUSING = ("Riverside Homes", "housing")
STATUTORY, THIRD = "Statutory", "Third sector and community"


@pytest.fixture
def draft(cast) -> Review:
    """Six small organisations; only together do they have enough people to be shown."""
    for organisation in (POLICE, HOUSING):
        scenarios.fill(cast.partnership, organisation, 3)
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
        scenarios.fill(cast.partnership, organisation, 2)
    return scenarios.draft_review(cast.partnership)


def key(draft: Review, organisation: tuple[str, str]) -> str:
    return draft.partnership.organisations.get(name=organisation[0]).pk


def chosen(draft: Review, **groups: list[tuple[str, str]]) -> dict[str, str]:
    """What the page sends with these groups."""
    sent = {f"name_{number}": name for number, name in enumerate(groups, start=1)}
    for number, organisations in enumerate(groups.values(), start=1):
        sent |= {key(draft, one): str(number) for one in organisations}
    return sent


def grouped(draft: Review) -> Review:
    public, others = (scenarios.COUNCIL, scenarios.HEALTH, POLICE), (scenarios.CHARITY, HOUSING)
    groups = {key(draft, one): STATUTORY for one in public}
    groups |= {key(draft, one): THIRD for one in others}
    set_partner_groups(review=draft, groups=groups)
    return Review.objects.get(pk=draft.pk)


def closed(draft: Review) -> Review:
    with transaction.atomic():
        review = scenarios.assessments.open_review(review=draft)
    scenarios.answer_all(
        review,
        dict.fromkeys(review.partnership.members.asked(), scenarios.Opinion(4, comment="A word.")),
    )
    return scenarios.close_review(review=review)


def send(as_, draft: Review, sent: dict[str, str]) -> str:
    reply = as_("ana").post(of("review-partner-groups", draft), sent, follow=True)
    draft.refresh_from_db()
    return read(reply)


class TestChoosing:
    def test_groups_are_suggested_by_sector_and_count_once_saved(self, as_, draft):
        page = as_("ana").get(of("review-partner-groups", draft))
        assert "These groups are a suggestion" in read(page)
        form = page.context["form"]
        suggested = {name: field.initial for name, field in form.fields.items()}
        assert suggested["name_1"], suggested["name_2"] == (STATUTORY, THIRD)
        assert suggested[key(draft, POLICE)] == "1"
        assert suggested[key(draft, HOUSING)] == "2"
        assert draft.partner_groups == {}
        send(as_, draft, suggested)
        assert draft.partner_groups == grouped(draft).partner_groups

    def test_a_later_review_is_offered_the_groups_of_the_last(self, as_, draft):
        grouped(draft)
        Review.objects.filter(pk=draft.pk).update(
            partner_groups={key(draft, POLICE): "A", key(draft, HOUSING): "B"}
        )
        later = scenarios.draft_review(draft.partnership)
        form = as_("ana").get(of("review-partner-groups", later)).context["form"]
        assert [form.fields[f"name_{one}"].initial for one in (1, 2, 3)] == ["A", "B", ""]

    def test_names_and_groups_can_change_and_go(self, as_, draft):
        grouped(draft)
        page = send(as_, draft, chosen(draft, Public=[POLICE], Voluntary=[HOUSING]))
        assert "The partner groups have been saved." in page
        assert draft.partner_groups == {
            key(draft, POLICE): "Public",
            key(draft, HOUSING): "Voluntary",
        }
        assert "Public: Police Scotland" in read(as_("ana").get(of("review", draft)))
        send(as_, draft, {"without": "yes"})
        assert draft.partner_groups == {}
        log = as_("ana").get(reverse("privacy:audit-log", args=[draft.partnership_id]))
        assert "Ana changed the partner groups of “Autumn review”." in read(log)

    def test_they_are_kept_when_somebody_else_saves_the_draft(self, draft):
        stale = Review.objects.get(pk=draft.pk)
        groups = grouped(draft).partner_groups
        scenarios.assessments.change_draft(review=stale)
        assert Review.objects.get(pk=draft.pk).partner_groups == groups

    @pytest.mark.parametrize(
        ("names", "says"),
        [
            (["Public", ""], "Enter a name for this group."),
            (["Public", "public"], "Enter a different name for each group."),
            (["Public", "www.example.org"], "looks like a web or email address"),
        ],
    )
    def test_each_group_has_a_name_of_its_own(self, as_, draft, names, says):
        sent = chosen(draft, a=[POLICE], b=[HOUSING])
        sent |= {f"name_{number}": name for number, name in enumerate(names, start=1)}
        assert says in send(as_, draft, sent)
        assert draft.partner_groups == {}

    def test_one_group_alone_is_compared_with_nothing(self, as_, draft):
        assert "at least two groups" in send(as_, draft, chosen(draft, Public=[POLICE, HOUSING]))
        assert draft.partner_groups == {}


class TestTold:
    def test_members_are_told_before_they_answer(self, draft, cast, client):
        review = scenarios.assessments.open_review(review=grouped(draft))
        page = read(client.get(at(review, cast.ben)))
        assert f"by organisation, sector, level and partner group: {STATUTORY}, {THIRD}." in page

    def test_once_open_they_stay(self, as_, draft):
        review = scenarios.assessments.open_review(review=grouped(draft))
        before = review.partner_groups
        assert "cannot change" in send(as_, review, {"without": "yes"})
        assert review.partner_groups == before
        with pytest.raises(DatabaseError, match="review_keeps_its_word"), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(partner_groups={})


class TestResults:
    def test_they_are_shown_where_organisations_are_too_small(self, as_, draft):
        review = closed(grouped(draft))
        results = load_results(review)
        assert results.groups[Grouping.ORGANISATION] == []
        shown = {one.label: one.people for one in results.groups[Grouping.PARTNER_GROUP]}
        assert shown == {STATUTORY: 9, THIRD: 6}
        rows = [one for one in dataset_rows(results) if one.grouping == Grouping.PARTNER_GROUP]
        assert {one.group.label for one in rows} == {STATUTORY, THIRD}
        compared = build_report(review).sections[0].comparisons
        assert "By partner group" in [one.grouping for one in compared]
        page = as_("ana").get(
            reverse("insights:results", args=[review.pk]), {"by": "partner-group"}
        )
        assert "Compared by partner group." in read(page)
        assert STATUTORY in read(page)

    def test_an_organisation_in_no_group_is_in_none(self, draft):
        scenarios.fill(draft.partnership, POLICE, 2)
        groups = grouped(draft).partner_groups
        del groups[key(draft, POLICE)]
        set_partner_groups(review=draft, groups=groups)
        shown = load_results(closed(Review.objects.get(pk=draft.pk))).groups[Grouping.PARTNER_GROUP]
        assert {one.label: one.people for one in shown} == {STATUTORY: 6, THIRD: 6}

    def test_without_groups_nothing_is_said_of_them(self, as_, draft):
        review = closed(draft)
        page = as_("ana").get(
            reverse("insights:results", args=[review.pk]), {"by": "partner-group"}
        )
        assert "partner group" not in read(page).lower()

    def test_a_group_from_which_too_few_could_be_worked_out_is_not_shown(self, as_, draft):
        """Everyone less both groups would be the three of the police."""
        groups = grouped(draft).partner_groups
        del groups[key(draft, POLICE)]
        set_partner_groups(review=draft, groups=groups)
        review = closed(Review.objects.get(pk=draft.pk))
        assert load_results(review).groups[Grouping.PARTNER_GROUP] == []
        page = as_("ana").get(
            reverse("insights:results", args=[review.pk]), {"by": "partner-group"}
        )
        assert f"Not shown separately: {STATUTORY} and {THIRD}." in read(page)


class TestMerging:
    def test_who_belongs_to_a_merged_organisation_is_in_its_group(self, draft):
        Review.objects.filter(pk=draft.pk).update(confidentiality="open")
        review = scenarios.assessments.open_review(review=grouped(draft))
        scenarios.answer_all(review, dict.fromkeys(review.partnership.members.asked(), 4))
        kept, gone = (draft.partnership.organisations.get(name=one[0]) for one in (HOUSING, POLICE))
        said = " ".join(preview_merge(kept=kept, gone=gone))
        assert f"belong to the partner group of Riverside Homes: {THIRD}." in said
        merge(kept=kept, gone=gone)
        review = scenarios.close_review(review=Review.objects.get(pk=review.pk))
        shown = load_results(review).groups[Grouping.PARTNER_GROUP]
        assert {one.label: one.people for one in shown} == {STATUTORY: 6, THIRD: 9}

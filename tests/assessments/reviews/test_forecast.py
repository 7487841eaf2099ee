"""Who results will show is said while a coordinator chooses, and before a member answers."""

import pytest
from django.urls import reverse

from assessments.models import Review
from assessments.reviews.forecast import GroupForecast, forecast, organisations_in_words
from assessments.reviews.partner_groups.services import set_partner_groups, suggested_groups
from tests import scenarios
from tests.assessments.voices import at, of, read

COUNCIL_ONLY = (
    "With these people you will see: Riverside Council. 2 of 3 organisations will not be shown "
    "separately."
)
BY_ORGANISATION = (
    "By organisation: Riverside Council. Not shown separately: NHS Riverside and Open Door."
)


@pytest.fixture
def draft(cast) -> Review:
    """Seven people of the council, four of the others."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6, "strategic")
    scenarios.fill(cast.partnership, scenarios.CHARITY, 1)
    scenarios.fill(cast.partnership, scenarios.HEALTH, 1)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 2, "community")
    return scenarios.draft_review(cast.partnership)


class TestSentence:
    def test_names_who_is_shown_and_who_is_not(self):
        some = GroupForecast("organisation", "Organisation", [("A", 5), ("B", 6)], ["C"])
        assert some.sentence == "By organisation: A and B. Not shown separately: C."
        every = GroupForecast("sector", "Sector", [("A", 5), ("B", 6)], [])
        assert every.sentence == "By sector: A and B."
        none = GroupForecast("level", "Level", [], ["A", "B"])
        assert none.sentence == "By level: none can be shown separately."

    def test_many_are_counted(self):
        many = GroupForecast("organisation", "Organisation", [("A", 5)], ["B"] * 40)
        assert many.sentence.endswith("40 others are not shown separately.")

    def test_none_and_all(self):
        none = GroupForecast("organisation", "Organisation", [], ["A"])
        assert "no organisation will be shown" in organisations_in_words(none)
        every = GroupForecast("organisation", "Organisation", [("A", 5)], [])
        assert "every organisation will be shown" in organisations_in_words(every)


class TestCoordinator:
    @pytest.mark.parametrize("name", ["review", "review-open"])
    def test_the_checklist_says_it_and_offers_groups(self, as_, draft, name):
        page = read(as_("ana").get(of(name, draft)))
        assert COUNCIL_ONLY in page
        assert of("review-partner-groups", draft) in page

    @pytest.mark.parametrize("name", ["review-edit", "review-partner-groups"])
    def test_it_is_beside_what_is_chosen(self, as_, draft, name):
        assert BY_ORGANISATION in read(as_("ana").get(of(name, draft)))

    @pytest.mark.parametrize("name", ["assessments:review-new", "partnerships:partnership"])
    def test_it_is_shown_where_members_are_chosen(self, as_, draft, name):
        draft.delete()
        address = reverse(name, args=[draft.partnership_id])
        assert BY_ORGANISATION in read(as_("ana").get(address))

    def test_members_do_not_see_it_on_the_page_of_the_partnership(self, as_, draft):
        address = reverse("partnerships:partnership", args=[draft.partnership_id])
        assert "Who results will show" not in read(as_("ben").get(address))

    def test_partner_groups_are_part_of_it(self, as_, draft):
        scenarios.fill(draft.partnership, ("Police", "police-fire"), 3)
        scenarios.fill(draft.partnership, ("Homes", "housing"), 3)
        set_partner_groups(review=draft, groups=suggested_groups(draft))
        draft.refresh_from_db()
        said = {one.name: one.sentence for one in forecast(draft)}
        assert (
            said["partner-group"] == "By partner group: Statutory and Third sector and community."
        )

    def test_too_few_people_are_told_as_such(self, as_, cast):
        review = scenarios.draft_review(cast.partnership)
        assert forecast(review) == []
        page = read(as_("ana").get(of("review-edit", review)))
        assert "Fewer than 5 people are asked, so no results could be shown." in page

    def test_open_results_need_no_forecast(self, as_, draft):
        draft.confidentiality = "open"
        draft.save()
        for name in ("review", "review-edit"):
            page = read(as_("ana").get(of(name, draft)))
            assert "separately" not in page


class TestMember:
    def test_it_is_told_before_answering(self, draft, cast, client):
        review = scenarios.assessments.open_review(review=draft)
        assert BY_ORGANISATION in read(client.get(at(review, cast.ben)))

    def test_it_becomes_true(self, draft):
        foreseen = {one.name: [label for label, _ in one.shown] for one in forecast(draft)}
        review = scenarios.assessments.open_review(review=draft)
        scenarios.answer_all(review, dict.fromkeys(review.partnership.members.asked(), 4))
        review = scenarios.close_review(review=review)
        for name, labels in foreseen.items():
            groups = review.published_groups.filter(grouping=name)
            assert sorted(one.label for one in groups) == labels

"""Several partnerships side by side, for whoever belongs to them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.audience import Audience
from assessments.reviews import services as assessments
from insights.closing import close_review
from partnerships.members.services import add_members
from partnerships.models import Member, Partnership
from tests import scenarios

PORTFOLIO = reverse("insights:portfolio")


def another(name: str, **fields) -> Partnership:
    like = {"purpose": "To plan together.", "kind": "health-and-social-care"}
    like["approved_at"] = timezone.now()
    return Partnership.objects.create(name=name, basis="chosen", area=name, **like | fields)


def shared(partnership: Partnership, rating: int, one_in: int = 2, **fields):
    """A shared review that eleven or more people answered so, one in so many a point higher."""
    scenarios.fill(partnership, scenarios.COUNCIL, 10)
    review = scenarios.open_quietly(partnership, **fields)
    scenarios.answer_all(
        review,
        {
            member: min(5, max(1, rating + (number % one_in == 1)))
            for number, member in enumerate(partnership.members.asked())
        },
    )
    return assessments.share(review=close_review(review=review))


def join(partnership: Partnership, person, role="coordinator") -> Member:
    [member] = add_members(
        partnership=partnership,
        members=[scenarios.new_member("Ana", scenarios.HEALTH, "strategic", role)],
    )
    assert member.person == person
    return member


@pytest.fixture
def hillside(cast) -> Partnership:
    """Another partnership that Ana coordinates; its last results are shared."""
    hillside = another("Hillside Partnership")
    join(hillside, cast.ana.person)
    shared(hillside, 2)
    return hillside


def test_who_belongs_to_one_without_results_is_told_what_will_stand_here(as_):
    assert "Nothing has been shared yet" in as_("ana").get(PORTFOLIO).content.decode()


def test_a_coordinator_of_two_sees_both_and_where_they_differ_most(cast, hillside, as_):
    shared(cast.partnership, 4)
    page = as_("ana").get(PORTFOLIO).content.decode()
    assert "Riverside Partnership" in page
    assert "Hillside Partnership" in page
    assert "Your partnerships differ most on" in page
    assert page.count("data-figure=") == 2


def test_where_they_hardly_differ_that_is_too_close_to_call(cast, as_):
    lochside = another("Lochside Partnership")
    join(lochside, cast.ana.person)
    shared(lochside, 3)
    shared(cast.partnership, 3, one_in=4)
    page = as_("ana").get(PORTFOLIO).content.decode()
    assert "It is too close to call where your partnerships differ most." in page
    assert "Your partnerships differ most on" not in page


def test_where_everybody_chose_the_least_favourable_answer_is_compared_too(cast, as_):
    lochside = another("Lochside Partnership")
    join(lochside, cast.ana.person)
    shared(lochside, 0)
    shared(cast.partnership, 4)
    page = as_("ana").get(PORTFOLIO).content.decode()
    assert "Riverside Partnership (4.5 out of 5, 13 of 13 answered)" in page
    assert "Lochside Partnership (1.0 out of 5, 11 of 11 answered)" in page


def test_nobody_sees_a_partnership_they_do_not_belong_to(cast, hillside, as_):
    shared(cast.partnership, 4)
    page = as_("ben").get(PORTFOLIO).content.decode()
    assert "Riverside Partnership" in page
    assert "Hillside" not in page
    assert "Hillside" not in as_("dev").get(PORTFOLIO).content.decode()
    table = reverse("insights:portfolio-table", args=["across", "csv"])
    assert "Riverside" in as_("ben").get(table).content.decode()
    assert "Hillside" not in as_("ben").get(table).content.decode()


def test_every_table_can_be_taken_away(cast, hillside, as_):
    for table in ("across", "partnership-1"):
        address = reverse("insights:portfolio-table", args=[table, "csv"])
        assert "The right approach" in as_("ana").get(address).content.decode()
    for table, kind in (("partnership-2", "csv"), ("across", "exe")):
        address = reverse("insights:portfolio-table", args=[table, kind])
        assert as_("ana").get(address).status_code == 404


def test_the_second_factor_that_coordinators_need_is_asked_for_here_too(
    cast, hillside, as_, settings
):
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    for address in (PORTFOLIO, reverse("insights:portfolio-table", args=["across", "csv"])):
        assert as_("ana").get(address).url == reverse("accounts:second-factor")


def test_results_that_are_not_shared_or_not_for_somebody_are_left_out(cast, hillside, as_):
    shared(cast.partnership, 4, results_for=Audience.MEMBERS)
    assert "Riverside Partnership" not in as_("olu").get(PORTFOLIO).content.decode()
    scenarios.fill(hillside, scenarios.CHARITY, 1)
    review = scenarios.open_quietly(hillside, title="A later one")
    scenarios.answer_all(review, dict.fromkeys(hillside.members.asked(), 5))
    close_review(review=review)
    assert "A later one" not in as_("ana").get(PORTFOLIO).content.decode()
    review.refresh_from_db()
    assert review.results_read_at is None


def test_queries_do_not_grow_with_partnerships(cast, hillside, as_, django_assert_max_num_queries):
    shared(cast.partnership, 4)
    for name in ("Lochside", "Woodside"):
        more = another(f"{name} Partnership")
        join(more, cast.ana.person)
        shared(more, 3)
    browser = as_("ana")
    with django_assert_max_num_queries(9):
        browser.get(PORTFOLIO)

"""Several partnerships side by side, for whoever belongs to them, and nameless beside others."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.audience import Audience
from assessments.reviews import services as assessments
from insights import services
from insights.closing import close_review
from insights.models import BenchmarkOptIn, BenchmarkRelease
from insights.results import benchmark
from insights.results.benchmark import (
    MIN_PARTNERSHIPS,
    ROUNDING_STEP,
    rounded_quartiles,
    share_of_scale,
)
from partnerships.members.services import add_members
from partnerships.models import AuditEntry, Member, Partnership
from tests import scenarios

PORTFOLIO = reverse("insights:portfolio")
LEVELS = (2, 3, 3, 4, 5)


def another(name: str, **fields) -> Partnership:
    like = {"purpose": "To plan together.", "kind": "health-and-social-care"}
    like["approved_at"] = timezone.now()
    return Partnership.objects.create(name=name, basis="chosen", area=name, **like | fields)


def shared(partnership: Partnership, rating: int, **fields):
    """A shared review that five people of one organisation answered with these ratings in turn."""
    scenarios.fill(partnership, scenarios.COUNCIL, 5)
    review = scenarios.open_review(partnership, **fields)
    for number, member in enumerate(partnership.members.asked()):
        scenarios.answer(review, member, min(5, max(1, rating + number % 2)))
    return assessments.share(review=close_review(review=review))


def join(partnership: Partnership, person, role="coordinator") -> Member:
    [member] = add_members(
        partnership=partnership,
        members=[scenarios.new_member("Ana", scenarios.HEALTH, "strategic", role)],
    )
    assert member.person == person
    return member


@pytest.fixture
def compared(settings):
    settings.COMPARE_PARTNERSHIPS = True


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


def test_where_everybody_chose_the_least_favourable_answer_is_compared_too(cast, as_):
    lochside = another("Lochside Partnership")
    join(lochside, cast.ana.person)
    shared(lochside, 0)
    shared(cast.partnership, 4)
    page = as_("ana").get(PORTFOLIO).content.decode()
    assert "Riverside Partnership (4.5 out of 5) and Lochside Partnership (1.0 out of 5)" in page


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
    review = scenarios.open_review(hillside, title="A later one")
    for member in hillside.members.asked():
        scenarios.answer(review, member, 5)
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


# Beside others, without names


def five(**fields) -> list[Partnership]:
    """Five partnerships of a kind that take part, each with shared results."""
    made = [another(f"Place {number}", **fields) for number in range(len(LEVELS))]
    for partnership, rating in zip(made, LEVELS, strict=True):
        shared(partnership, rating)
        services.join_benchmark(partnership=partnership)
    return made


def test_nothing_is_offered_or_worked_out_where_the_host_has_not_switched_it_on(cast, as_):
    address = reverse("insights:benchmark-opt-in", args=[cast.partnership.pk])
    assert as_("ana").get(address).status_code == 404
    five()
    call_command("run_schedule")
    assert not BenchmarkRelease.objects.exists()


def test_a_coordinator_says_whether_the_partnership_takes_part(compared, cast, as_):
    address = reverse("insights:benchmark-opt-in", args=[cast.partnership.pk])
    assert "See how you compare with others?" in as_("ana").get(address).content.decode()
    for _twice in range(2):
        as_("ana").post(address, {"takes_part": "yes"})
    assert BenchmarkOptIn.objects.get().partnership == cast.partnership
    as_("ana").post(address, {"takes_part": "no"})
    assert not BenchmarkOptIn.objects.exists()
    noted = AuditEntry.objects.filter(event__contains="benchmark-opt").order_by("pk")
    assert [entry.event for entry in noted] == ["benchmark-opt-in", "benchmark-opt-out"]


def test_nothing_is_published_below_five(compared, db):
    services.leave_benchmark(partnership=five()[0])
    call_command("run_schedule")
    assert not BenchmarkRelease.objects.exists()


def test_from_five_on_the_middle_of_them_is_shown_to_those_who_take_part(compared, cast, as_):
    five()
    shared(cast.partnership, 4)
    call_command("run_schedule")
    release = BenchmarkRelease.objects.get()
    assert release.partnerships == MIN_PARTNERSHIPS
    assert len(release.quartiles) == 8
    assert "Compared with 5 partnerships" not in as_("ana").get(PORTFOLIO).content.decode()
    services.join_benchmark(partnership=cast.partnership)
    page = as_("ana").get(PORTFOLIO).content.decode()
    assert "Compared with 5 partnerships" in page
    assert "Place 1" not in page


def test_other_kinds_are_left_out(compared, db):
    five()[0]
    Partnership.objects.filter(name="Place 0").update(kind="regeneration")
    call_command("run_schedule")
    assert not BenchmarkRelease.objects.exists()


def test_with_fewer_than_five_new_results_nothing_is_worked_out_anew(compared, db):
    first = five()
    call_command("run_schedule")
    before = BenchmarkRelease.objects.values().get()
    newcomer = another("Newcomer")
    shared(newcomer, 1)
    services.join_benchmark(partnership=newcomer)
    for partnership in first[:3]:
        shared(partnership, 1)
    call_command("run_schedule")
    assert BenchmarkRelease.objects.values().get() == before
    shared(first[3], 1)
    call_command("run_schedule")
    assert BenchmarkRelease.objects.get().partnerships == MIN_PARTNERSHIPS + 1


shares = st.floats(0, 1)


@given(st.lists(shares, min_size=MIN_PARTNERSHIPS, max_size=40), st.randoms())
def test_the_middle_lies_between_the_ends_whatever_the_order(some, random):
    middle = rounded_quartiles(some)
    assert 0 <= middle.low <= middle.median <= middle.high <= 1
    assert min(some) - ROUNDING_STEP / 2 <= middle.low + 1e-9
    assert middle.high <= max(some) + ROUNDING_STEP / 2 + 1e-9
    mixed = some.copy()
    random.shuffle(mixed)
    assert rounded_quartiles(mixed) == middle


@given(st.integers(3, 10), shares)
def test_a_share_of_a_scale_goes_back_to_where_it_was(points, share):
    mean = benchmark.Quartiles(share, share, share).on_scale(points).median
    assert 1 <= mean <= points
    assert share_of_scale(mean, points) == pytest.approx(share)

"""Beside others, without names: the combined results of partnerships of one kind."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from assessments.models import Review
from assessments.reviews.services import share
from insights import services
from insights.closing import close_review
from insights.models import BenchmarkOptIn, BenchmarkRelease
from insights.results import benchmark
from insights.results.benchmark import (
    MIN_COUNTED,
    ROUNDING_STEP,
    edition_of,
    rounded_quartiles,
    share_of_scale,
)
from partnerships.models import AuditEntry, Partnership
from tests import scenarios

from .test_portfolio import PORTFOLIO, another

PLACES = (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH)
QUARTER, NEXT = (2027, 1, 4), (2027, 4, 1)
"""Days in the quarter after the results were shared, and in the one after that."""


@pytest.fixture
def at(monkeypatch):
    """Run whatever is due on a day."""

    def run(*day: int) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(timezone, "now", lambda: datetime(*day, 12, tzinfo=UTC))
            call_command("run_schedule")

    return run


@pytest.fixture
def compared(settings):
    settings.COMPARE_PARTNERSHIPS = True


@pytest.fixture(autouse=True)
def autumn(monkeypatch):
    """What is done before `at` is done in November 2026."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 12, tzinfo=UTC))


def taking_part(name: str, rating: int = 3, people: int = 4, places=PLACES) -> Partnership:
    """One that takes part, whose people from each of these places have answered."""
    partnership = another(name)
    for place in places:
        scenarios.fill(partnership, place, people)
    shared(partnership, rating)
    services.join_benchmark(partnership=partnership)
    return partnership


def shared(partnership: Partnership, rating: int) -> Review:
    review = scenarios.open_quietly(
        partnership, questionnaire=scenarios.questionnaire("starting-out")
    )
    scenarios.answer_all(
        review,
        {
            member: min(5, max(1, rating + number % 2))
            for number, member in enumerate(partnership.members.asked())
        },
    )
    return share(review=close_review(review=review))


def ten(**fields) -> list[Partnership]:
    return [taking_part(f"Place {number}", 2 + number % 3, **fields) for number in range(10)]


def releases() -> list[BenchmarkRelease]:
    """Those that show something."""
    return list(BenchmarkRelease.objects.exclude(quartiles={}))


@pytest.fixture(scope="module")
def begun(lasting):
    """The cast, and ten partnerships of a kind that take part, with shared results."""

    def compared_cast() -> scenarios.Cast:
        cast = scenarios.riverside()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(timezone, "now", lambda: datetime(2026, 11, 30, 12, tzinfo=UTC))
            cast.others = ten()
        return cast

    return lasting(compared_cast)


def test_nothing_is_offered_or_worked_out_where_the_host_has_not_switched_it_on(cast, as_, at):
    address = reverse("insights:benchmark-opt-in", args=[cast.partnership.pk])
    assert as_("ana").get(address).status_code == 404
    at(*QUARTER)
    assert not BenchmarkRelease.objects.exists()


def test_a_coordinator_says_whether_the_partnership_takes_part(compared, cast, as_):
    address = reverse("insights:benchmark-opt-in", args=[cast.partnership.pk])
    assert "See how you compare with others?" in as_("ana").get(address).content.decode()
    for _twice in range(2):
        as_("ana").post(address, {"takes_part": "yes"})
    assert BenchmarkOptIn.objects.filter(partnership=cast.partnership).count() == 1
    as_("ana").post(address, {"takes_part": "no"})
    assert not BenchmarkOptIn.objects.filter(partnership=cast.partnership).exists()
    noted = AuditEntry.objects.filter(event__contains="benchmark-opt").order_by("pk")
    assert [entry.event for entry in noted][-2:] == ["benchmark-opt-in", "benchmark-opt-out"]


def test_the_middle_is_shown_to_those_who_take_part(compared, cast, as_, at):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    shared(cast.partnership, 4)
    at(*QUARTER)
    [release] = releases()
    assert (release.edition, release.partnerships) == (date(2027, 1, 1), MIN_COUNTED)
    assert release.quartiles
    assert "Compared with 8 partnerships" not in as_("ana").get(PORTFOLIO).content.decode()
    services.join_benchmark(partnership=cast.partnership)
    page = as_("ana").get(PORTFOLIO).content.decode()
    assert "Compared with 8 partnerships" in page
    assert "Place 1" not in page


class TestCounts:
    """With ten, each that does not count leaves too few."""

    @pytest.fixture
    def last(self, compared, cast) -> Partnership:
        return cast.others[-1]

    def nothing(self, at) -> bool:
        at(*QUARTER)
        return not releases()

    def test_who_stopped_taking_part_does_not(self, last, at):
        services.leave_benchmark(partnership=last)
        assert self.nothing(at)

    def test_another_kind_does_not(self, last, at):
        Partnership.objects.filter(pk=last.pk).update(kind="regeneration")
        assert self.nothing(at)

    def test_one_that_the_host_has_not_approved_does_not(self, last, at):
        Partnership.objects.filter(pk=last.pk).update(approved_at=None)
        assert self.nothing(at)

    def test_results_that_are_not_shared_do_not(self, last, at):
        Review.objects.filter(partnership=last).update(shared_at=datetime(2027, 1, 2, tzinfo=UTC))
        assert self.nothing(at)

    @pytest.mark.parametrize(
        ("people", "places"), [(3, PLACES), (6, PLACES[:2])], ids=["nine-people", "two-places"]
    )
    def test_few_people_or_places_do_not(self, last, at, people, places):
        services.leave_benchmark(partnership=last)
        taking_part("Small", people=people, places=places)
        assert self.nothing(at)
        taking_part("Large enough")
        at(*NEXT)
        assert releases()

    def test_people_without_a_link_do_not(self, last, at):
        """Sheets and imports are in the number of people, and not among those by link."""
        everyone = last.reviews.get().published_groups.filter(grouping="everyone")
        everyone.update(entered=3)
        assert self.nothing(at)


class TestEdition:
    def test_it_begins_with_the_quarter(self):
        days = {date(2026, 11, 30): date(2026, 10, 1), date(2027, 1, 1): date(2027, 1, 1)}
        assert {day: edition_of(day) for day in days} == days

    def test_it_stays_until_the_next_whatever_is_shared(self, compared, cast, at, monkeypatch):
        at(*QUARTER)
        before = BenchmarkRelease.objects.filter(kind="health-and-social-care").values().get()
        monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 3, 15, 12, tzinfo=UTC))
        for partnership in cast.others:
            shared(partnership, 1)
        at(2027, 3, 31)
        kept = BenchmarkRelease.objects.filter(kind="health-and-social-care").values().get()
        assert kept == before
        at(*NEXT)
        [release] = releases()
        assert release.edition == date(2027, 4, 1)

    def test_with_too_few_the_next_is_empty(self, compared, cast, at):
        at(*QUARTER)
        services.leave_benchmark(partnership=cast.others[0])
        at(*NEXT)
        assert not releases()

    def test_each_leaves_out_others_at_random(self, compared, cast):
        reviews = list(Review.objects.filter(partnership__in=cast.others))
        drawn = [benchmark._without_a_few(reviews) for _time in range(100)]
        assert {len(counted) for counted in drawn} == {MIN_COUNTED}
        assert all(any(one not in counted for counted in drawn) for one in reviews)
        assert benchmark._without_a_few(reviews[:-1]) == []


class TestShams:
    """Somebody surrounds one partnership with their own, to read its figures off the middle."""

    @pytest.fixture(autouse=True)
    def alone(self, compared, cast):
        BenchmarkOptIn.objects.all().delete()
        taking_part("Victim", 3)

    def test_four_of_them_get_nothing(self, at):
        for number in range(4):
            taking_part(f"Sham {number}", 1 if number % 2 else 5)
        at(*QUARTER)
        assert not releases()

    def test_nine_that_the_host_has_not_admitted_get_nothing(self, cast, at):
        for partnership in cast.others[:9]:
            BenchmarkOptIn.objects.create(partnership=partnership)
            Partnership.objects.filter(pk=partnership.pk).update(approved_at=None)
        at(*QUARTER)
        assert not releases()


shares = st.floats(0, 1)


@given(st.lists(shares, min_size=MIN_COUNTED, max_size=40), st.randoms())
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

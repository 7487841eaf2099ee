"""How answers are treated: settled before a review opens, told to everybody, and kept."""

from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Review
from assessments.models.review import Confidentiality
from assessments.reviews import services
from tests import scenarios
from tests.assessments.voices import of, read


def moved_to(state, partnership):
    make = {
        "open": scenarios.open_review,
        "closed": scenarios.closed_review,
        "shared": scenarios.shared_review,
    }
    return make[state](partnership)


# Settled before it opens


@pytest.mark.parametrize("confidentiality", Confidentiality.values)
def test_a_coordinator_chooses_the_confidentiality_while_setting_up(cast, as_, confidentiality):
    address = reverse("assessments:review-new", args=[cast.partnership.pk])
    page = read(as_("ana").get(address))
    assert "which its members give together" in page
    data = {
        "title": "Autumn",
        "questionnaire_code": "full-reflection",
        "results_for": "everybody",
        "k": "5",
        "confidentiality": confidentiality,
    }
    as_("ana").post(address, data | {"closes_on": timezone.localdate().isoformat()})
    assert Review.objects.get().confidentiality == confidentiality


def test_confidential_is_what_is_chosen_unless_somebody_chooses_otherwise(cast, as_):
    form = as_("ana").get(reverse("assessments:review-new", args=[cast.partnership.pk]))
    assert form.context["form"]["confidentiality"].value() == Confidentiality.CONFIDENTIAL
    assert scenarios.draft_review(cast.partnership).is_confidential


def test_a_draft_can_still_change_its_confidentiality(cast, as_):
    review = scenarios.draft_review(cast.partnership)
    page = as_("ana").get(of("review-edit", review))
    shown = {name: it for name, it in page.context["form"].initial.items() if it is not None}
    data = shown | {
        "questionnaire_code": "full-reflection",
        "results_for": "everybody",
        "confidentiality": "open",
    }
    as_("ana").post(of("review-edit", review), data)
    review.refresh_from_db()
    assert (review.confidentiality, review.is_confidential) == (Confidentiality.OPEN, False)


def test_an_unknown_confidentiality_is_refused_by_the_database(cast):
    review = scenarios.draft_review(cast.partnership)
    with pytest.raises(DatabaseError):
        Review.objects.filter(pk=review.pk).update(confidentiality="anonymous")


@pytest.mark.parametrize(
    ("confidentiality", "meaning"),
    [
        ("confidential", "No one is shown a figure based on fewer than 5 people"),
        ("open", "Results are shown by organisation, however few people answered"),
        ("one-voice", "one agreed response from each organisation"),
    ],
)
def test_before_opening_the_coordinator_reads_what_it_means(cast, as_, confidentiality, meaning):
    review = scenarios.draft_review(cast.partnership, confidentiality=confidentiality)
    page = read(as_("ana").get(of("review-open", review)))
    assert meaning in page
    assert "What members are told before the first question" in page
    assert ("no results could be shown" in page) == (confidentiality == "confidential")


def test_before_opening_the_coordinator_reads_who_would_have_no_voice(cast, as_):
    cast.partnership.organisations.create(name="Housing First", sector="third-sector")
    review = scenarios.draft_review(cast.partnership, confidentiality=Confidentiality.ONE_VOICE)
    page = as_("ana").get(of("review-open", review))
    assert [one.name for one in page.context["not_asked"]] == ["Housing First"]
    assert "Housing First" in read(page)
    open_one = scenarios.draft_review(cast.partnership, confidentiality=Confidentiality.OPEN)
    assert "Housing First" not in read(as_("ana").get(of("review-open", open_one)))


# Kept once it is open


@pytest.fixture(scope="class")
def moved(begun, undone, state):
    with undone() as make:
        yield make(lambda: moved_to(state, deepcopy(begun.partnership)))


@pytest.mark.parametrize("state", ["open", "closed", "shared"], scope="class")
@pytest.mark.parametrize(
    "change", [{"confidentiality": "open"}, {"k": 3}], ids=["confidentiality", "k"]
)
class TestOnceOpenItIsFixed:
    @pytest.fixture
    def review(self, moved, cast):
        return deepcopy(moved)

    @pytest.fixture(autouse=True)
    def still_confidential(self, review):
        yield
        kept = Review.objects.get(pk=review.pk)
        assert (kept.confidentiality, kept.k) == (Confidentiality.CONFIDENTIAL, 5)

    def test_by_form(self, review, as_, change):
        data = {
            "title": "Other",
            "questionnaire_code": "full-reflection",
            "results_for": "everybody",
            "confidentiality": "confidential",
        }
        data |= {"k": "5", "closes_on": timezone.localdate().isoformat()} | change
        as_("ana").post(of("review-edit", review), data)

    def test_by_validation(self, review, change):
        for name, value in change.items():
            setattr(review, name, value)
        with pytest.raises(ValidationError, match="has been open"):
            review.full_clean()

    def test_by_saving(self, review, change):
        for name, value in change.items():
            setattr(review, name, value)
        with pytest.raises(DatabaseError, match="fixed once"), transaction.atomic():
            review.save()

    def test_by_update(self, review, change):
        with pytest.raises(DatabaseError, match="fixed once"), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**change)

    def test_by_raw_sql(self, review, change):
        [(name, value)] = change.items()
        statement = f"UPDATE assessments_review SET {name} = %s WHERE id = %s"
        with pytest.raises(DatabaseError, match="fixed once"), transaction.atomic():
            connection.cursor().execute(statement, [value, review.pk])

    def test_by_way_of_a_draft(self, review, change):
        back = {"state": "draft", "opened_at": None, "closed_at": None, "shared_at": None}
        with pytest.raises(DatabaseError, match="moves_as_it_may"), transaction.atomic():
            Review.objects.filter(pk=review.pk).update(**back)


def test_a_review_that_has_been_open_is_not_replaced_by_another_row(cast):
    review = scenarios.open_quietly(cast.partnership)
    columns = [field.column for field in Review._meta.concrete_fields]
    values = ["'open'" if name == "confidentiality" else name for name in columns]
    replace = {"sqlite": "INSERT OR REPLACE", "postgresql": "INSERT"}[connection.vendor]
    statement = (
        f"{replace} INTO assessments_review ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM assessments_review WHERE id = %s"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement, [review.pk])
    review.refresh_from_db()
    assert review.is_confidential


def test_what_was_not_promised_can_still_change(cast):
    review = scenarios.open_quietly(cast.partnership)
    earlier = timezone.now() - timezone.timedelta(30)
    Review.objects.filter(pk=review.pk).update(opened_at=earlier, title="Renamed")
    review.refresh_from_db()
    assert (review.opened_at, review.title) == (earlier, "Renamed")


def test_a_draft_that_was_opened_while_its_form_was_filled_in_stays_as_it_was(cast):
    stale = scenarios.draft_review(cast.partnership)
    services.open_review(review=stale)
    stale.confidentiality = Confidentiality.OPEN
    with pytest.raises(services.NotNow):
        services.change_draft(review=stale)
    assert Review.objects.get().is_confidential

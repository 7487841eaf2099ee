"""A review in some state, with one of everything that an address can be made of."""

from dataclasses import dataclass

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from assessments.imports.store import seal_content
from assessments.keys import make_key
from assessments.models import JoinLink, JoinRequest
from assessments.models.response import Import
from assessments.reviews.services import record_reading
from discussions.models import Action
from insights.closing import begin_closing, close_review
from partnerships.models import Organisation
from tests import scenarios

from .addresses import LEAD_TO_REVIEWS, LETS_IN, LISTED, OF_A_REVIEW, OURS, TABLE

APPS = ("partnerships", "assessments", "insights", "discussions")
NO_LINK = "x" * 43


@dataclass
class Place:
    """A review in some state, and what its addresses are made of."""

    state: str
    parts: dict[str, object]

    def url(self, name: str) -> str:
        wanted = OURS[name].pattern.converters
        return reverse(name, kwargs={part: self.parts[part] for part in wanted})

    @property
    def names(self) -> list[str]:
        """The addresses that a review's state bears on; all others once, while it is open."""
        return [
            name
            for name in LISTED
            if self.state == "open"
            or name in LEAD_TO_REVIEWS
            or OF_A_REVIEW & OURS[name].pattern.converters.keys()
        ]

    def lets_in(self, person: str, name: str) -> bool:
        return person in LETS_IN[TABLE[name].access][self.state]


def bring_to(state: str, cast: scenarios.Cast) -> tuple[scenarios.Review, str]:
    """Riverside's review in this state, and the token of Ben's link."""
    if state == "draft":
        return scenarios.draft_review(cast.partnership), NO_LINK
    review = scenarios.differing_review(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    if state in ("closed", "shared"):
        review = close_review(review=review)
        record_reading(review=review)
    if state == "closing":
        review = begin_closing(review=review)
    if state == "shared":
        review = scenarios.share(review=review)
    if state == "cancelled":
        review = scenarios.assessments.cancel(review=review)
    return review, token


def waiting_import(review: scenarios.Review) -> Import:
    make_key(review.pk)
    content = seal_content(review, "0", b"Organisation,Level\n-,-\n")
    return Import.objects.create(
        review=review, file_name="answers.csv", digest="0", content=content
    )


def waiting_request(review: scenarios.Review, organisation: Organisation) -> JoinRequest:
    return JoinRequest.objects.create(
        review=review,
        name="Gus",
        email="gus@example.org",
        organisation=organisation,
        level="community",
    )


def hold_another_role(cast: scenarios.Cast) -> None:
    """Olu, who looks on here, coordinates elsewhere: that must not reach over."""
    elsewhere = cast.dev.memberships.get().partnership
    scenarios.add_members(
        partnership=elsewhere, members=[scenarios.new_member("Olu", role="coordinator")]
    )


def place_in(state: str, cast: scenarios.Cast) -> Place:
    hold_another_role(cast)
    review, token = bring_to(state, cast)
    action = Action.objects.create(
        review=review,
        consideration="clarity",
        what="Write it down",
        owner=cast.cleo,
        due=timezone.localdate(),
    )
    comment = review.published_comments.first()
    parts = {
        "partnership_id": cast.partnership.pk,
        "organisation_id": cast.ben.organisation_id,
        "member_id": cast.ben.pk,
        "evidence_id": scenarios.own_evidence(cast.partnership).pk,
        "review_id": review.pk,
        "import_id": waiting_import(review).pk,
        "action_id": action.pk,
        "comment_id": comment.pk if comment else 0,
        "code": "clarity",
        "kind": "csv",
        "table": "standing",
        "about": "statements",
        "trend": "trend",
        "token": token,
        "questionnaire_id": scenarios.custom_questionnaire(cast.partnership).pk,
        "statement": "clarity-roles",
        "scale": "rating",
        "seal": cast.ben.seal,
        "key": JoinLink.objects.create(review=review, is_on=True).key,
        "request_id": waiting_request(review, cast.ben.organisation).pk,
        "declined_id": cast.partnership.declined.create(person=cast.dev).pk,
    }
    return Place(state, parts)


def everything_kept() -> dict[str, list]:
    """Every row of the product's own tables."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: sorted(model.objects.values_list(), key=repr) for model in models}

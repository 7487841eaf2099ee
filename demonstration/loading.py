"""Loads the demonstration: a partnership, a shared review and an open one.

Everything is made through the product's own services. Only dates are moved into the past.
"""

import random
from datetime import timedelta
from pathlib import Path

import yaml
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts.actor import acting_as
from assessments.lifecycle import State
from assessments.models import Invitation, Review
from assessments.questionnaires.versions import bring_into_use, shipped_definitions
from assessments.responses.forms import SectionForm
from assessments.responses.read_model import OwnResponse
from assessments.responses.services import save_answers, submit
from assessments.reviews.services import open_review, share
from assessments.tokens import token_of
from discussions.models import Action
from discussions.services import record_conclusion
from insights.closing import close_review
from partnerships.members.services import add_members
from partnerships.models import Member, OutgoingEmail, Partnership
from partnerships.roster.new_member import NewMember
from partnerships.vocabulary import MembershipStatus

DATA = Path(__file__).parent / "data" / "alderwick.yaml"
RATING_DEVIATION = 0.7
RANDOM_SEED = 20261
"""Makes the invented answers the same on every machine."""
CommentsToGive = dict[str, list[list[str]]]
"""The comments by consideration: which organisation each is from, and what it says."""


class Demonstration:
    """Alderwick as its file describes it."""

    def __init__(self) -> None:
        self.data = yaml.safe_load(DATA.read_text("utf-8"))
        self.random = random.Random(RANDOM_SEED)  # noqa: S311 - invented answers, not secrets
        self.keys = {one["name"]: key for key, one in self.data["organisations"].items()}

    @transaction.atomic
    def load(self) -> Partnership:
        partnership = Partnership.objects.create(
            **self.data["partnership"], approved_at=timezone.now()
        )
        add_members(
            partnership=partnership, members=[self._new_member(*m) for m in self.data["members"]]
        )
        partnership.members.update(status=MembershipStatus.ACCEPTED)
        EmailAddress.objects.filter(user__memberships__partnership=partnership).update(
            verified=True
        )
        partnership.audit_log.update(timestamp=timezone.now() - timedelta(171))
        with acting_as(partnership.members.coordinators()[0].person):
            self._shared_review(partnership)
            self._open_review(partnership)
        return partnership

    def _new_member(self, name: str, key: str | None, level: str, role: str) -> NewMember:
        organisation = self.data["organisations"].get(key, {"name": "", "sector": ""})
        address = name.lower().replace(" ", ".").replace("’", "")
        return NewMember(
            name,
            f"{address}@alderwick.example",
            **_organisation_fields(organisation),
            level=level,
            role=role,
        )

    def _review(self, partnership: Partnership, title: str, closes_in: int) -> Review:
        definition = next(one for one in shipped_definitions() if one.code == "full-reflection")
        review = Review.objects.create(
            partnership=partnership,
            questionnaire=bring_into_use(definition),
            title=title,
            closes_on=timezone.localdate() + timedelta(max(closes_in, 1)),
            introduction=self.data["introduction"],
            closes_by_itself=True,
            remind_days=[3, 1],
        )
        return open_review(review=review)

    def _invitations(self, review: Review) -> list[Invitation]:
        invitations = review.invitations.select_related("review", "member__organisation")
        return list(invitations.order_by("member__name"))

    def _shared_review(self, partnership: Partnership) -> None:
        review = self._review(partnership, "Spring review", closes_in=-150)
        comments: CommentsToGive = {
            code: [list(one) for one in some] for code, some in self.data["comments"].items()
        }
        absent = {"Tom Kerr", "Anwar Hussain"}
        for invitation in self._invitations(review):
            if invitation.member.name not in absent:
                self._answer(invitation, comments)
        review = share(review=close_review(review=review))
        now = timezone.now()
        Review.objects.filter(pk=review.pk).update(
            created_at=now - timedelta(170),
            closes_on=(now - timedelta(150)).date(),
            opened_at=now - timedelta(165),
            closed_at=now - timedelta(149),
            shared_at=now - timedelta(142),
        )
        self._date_trail(review, {State.CLOSED: 149, State.SHARED: 142}, 165)
        self._discuss(review)

    def _date_trail(self, review: Review, moved: dict[str, int], otherwise: int) -> None:
        """Move each step of a review this many days into the past, by state."""
        for entry in review.partnership.audit_log.filter(object_pk=review.pk):
            _before, state = entry.changes.get("state", ("", ""))
            entry.timestamp -= timedelta(moved.get(state, otherwise))
            entry.save(update_fields=["timestamp"])

    def _open_review(self, partnership: Partnership) -> None:
        review = self._review(partnership, "Autumn review", closes_in=9)
        invitations = self._invitations(review)
        self.random.shuffle(invitations)
        for number, invitation in enumerate(invitations):
            if number < 20:
                self._answer(invitation, {})
            elif number < 23:
                self._answer(invitation, {}, pages=3, finished=False)
        opened_at = timezone.now() - timedelta(6)
        Review.objects.filter(pk=review.pk).update(opened_at=opened_at)
        self._date_trail(review, {}, 6)
        OutgoingEmail.objects.filter(about=review.pk).update(
            created_at=opened_at, settled_at=opened_at
        )

    def _answer(
        self,
        invitation: Invitation,
        comments: CommentsToGive,
        pages: int = 8,
        finished: bool = True,
    ) -> None:
        """Fill in the pages of the questionnaire as this member, and submit if finished."""
        token = token_of(invitation)
        key = self.keys[str(invitation.member.organisation)]
        own = OwnResponse.for_link(invitation, token)
        for page in own.pages[:pages]:
            code = page.section.consideration
            given = {s.code: self._rating(code, key) for s in page.section.statements}
            given["importance"] = str(self._rating_near(self.data["importance"][code]))
            given["comment"] = _take_comment(key, comments.get(code, []))
            form = SectionForm(page, given)
            form.is_valid()
            save_answers(invitation=invitation, token=token, given=form.given())
        if finished:
            submit(invitation=invitation, token=token)

    def _rating(self, code: str, key: str) -> str:
        view = self.data["views"][code]
        if self.random.random() < view.get("unsure", 0.02):
            return "dont_know"
        return str(self._rating_near(view.get(key, view["usual"])))

    def _rating_near(self, usual: float) -> int:
        return min(5, max(1, round(self.random.gauss(usual, RATING_DEVIATION))))

    def _discuss(self, review: Review) -> None:
        for code, one in self.data["conclusions"].items():
            record_conclusion(
                review=review,
                consideration=code,
                said=one["said"],
                agreed_rating=one.get("rating"),
                we_differ_because=one.get("differ", ""),
                agreed=True,
            )
        members = {
            member.name: member for member in Member.objects.filter(partnership=review.partnership)
        }
        for what, code, who, days, done in self.data["actions"]:
            Action.objects.create(
                review=review,
                consideration=code,
                what=what,
                owner=members[who],
                due=timezone.localdate() + timedelta(days),
                done_at=timezone.now() if done else None,
            )


def _organisation_fields(organisation: dict[str, str]) -> dict[str, str]:
    return {"organisation": organisation["name"], "sector": organisation["sector"]}


def _take_comment(key: str, comments: list[list[str]]) -> str:
    """Take this organisation's next comment from the list."""
    for comment in comments:
        if comment[0] == key:
            comments.remove(comment)
            return comment[1]
    return ""

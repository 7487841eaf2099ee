"""Loads the demonstration: two partnerships, with reviews that are shared and one that is open.

Everything is made through the product's own services. Only dates are moved into the past.
"""

from datetime import timedelta
from uuid import uuid4

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
from assessments.reviews.partner_groups.services import set_partner_groups
from assessments.reviews.services import open_review, share
from assessments.tokens import token_of
from discussions.models import Action
from discussions.services import add_action, complete_action, record_conclusion
from insights.closing import close_review
from partnerships.members.services import add_members
from partnerships.models import OutgoingEmail, Partnership
from partnerships.roster.new_member import NewMember
from partnerships.vocabulary import MembershipStatus

from .answers import InventedAnswers
from .description import Someone, Story, StoryRound, read_stories

BEFORE_OPENING = timedelta(5)
"""How long before it opens a review is drafted, and members are added to it."""
STARTED_PAGES = 3
"""How many pages someone has filled in who has not submitted yet."""


@transaction.atomic
def load_demonstration() -> list[Partnership]:
    """Load every partnership of the demonstration, the one it begins with first."""
    return [PartnershipLoading(story).load() for story in read_stories()]


class PartnershipLoading:
    """Makes one partnership, round after round, as its file describes it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.partnership = Partnership(**story.partnership, approved_at=timezone.now())
        self.keys = {one.name: key for key, one in story.organisations.items()}

    def load(self) -> Partnership:
        self.partnership.save()
        for one in self.story.rounds:
            self._add_members(one)
            with acting_as(self.partnership.members.coordinators()[0].person):
                self._hold(one)
        self._date_registration()
        return self.partnership

    def _add_members(self, one: StoryRound) -> None:
        added = add_members(
            partnership=self.partnership,
            members=[self._new_member(member) for member in self.story.joining(one)],
        )
        people = [member.person_id for member in added]
        self.partnership.members.filter(person__in=people).update(status=MembershipStatus.ACCEPTED)
        EmailAddress.objects.filter(user__in=people).update(verified=True)
        for entry in self.partnership.audit_log.filter(object_pk__in=[m.pk for m in added]):
            entry.timestamp -= timedelta(one.opened) + BEFORE_OPENING
            entry.save(update_fields=["timestamp"])

    def _new_member(self, someone: Someone) -> NewMember:
        address = someone.name.lower().replace(" ", ".").replace("’", "")
        place = self.story.organisations.get(someone.organisation or "")
        return NewMember(
            someone.name,
            f"{address}@alderwick.example",
            organisation=place.name if place else "",
            sector=place.sector if place else "",
            level=someone.level,
            role=someone.role,
        )

    def _hold(self, one: StoryRound) -> None:
        """Open a review and have it answered; close, share and discuss it if it is over."""
        review = self._open(one)
        self._answer_all(review, one)
        if one.closed is None or one.shared is None:
            self._date_open(review, one)
            return
        review = share(review=close_review(review=review))
        self._date_shared(review, one, one.closed, one.shared)
        self._discuss(review, one)

    def _open(self, one: StoryRound) -> Review:
        definition = next(each for each in shipped_definitions() if each.code == one.questionnaire)
        review = Review.objects.create(
            partnership=self.partnership,
            questionnaire=bring_into_use(definition),
            title=one.title,
            closes_on=timezone.localdate() + timedelta(max(one.closes, 1)),
            introduction=one.introduction,
            closes_by_itself=True,
            remind_days=[3, 1],
        )
        groups = {place.name: place.group for place in self.story.organisations.values()}
        organisations = self.partnership.organisations.all()
        if chosen := {each.pk: groups[each.name] for each in organisations if groups[each.name]}:
            set_partner_groups(review=review, groups=chosen)
        return open_review(review=review)

    def _answer_all(self, review: Review, one: StoryRound) -> None:
        """Everyone answers who was not absent, or so many of them, whoever they are."""
        answers = InventedAnswers(self.story, one)
        invited = review.invitations.select_related("review", "member__organisation")
        present = [each for each in invited if each.member.name not in one.absent]
        present.sort(key=lambda each: each.member.name)
        if one.submitted is not None:
            answers.random.shuffle(present)
        submitting = len(present) if one.submitted is None else one.submitted
        for number, invitation in enumerate(present[: submitting + one.started]):
            self._answer(invitation, answers, finished=number < submitting)

    def _answer(self, invitation: Invitation, answers: InventedAnswers, *, finished: bool) -> None:
        """Fill in the pages of the questionnaire as this member, and submit if finished."""
        token = token_of(invitation)
        key = self.keys[str(invitation.member.organisation)]
        own = OwnResponse.for_link(invitation, token)
        for page in own.pages if finished else own.pages[:STARTED_PAGES]:
            codes = [statement.code for statement in page.section.statements]
            form = SectionForm(page, answers.to_page(page.section.consideration, codes, key))
            form.is_valid()
            save_answers(invitation=invitation, token=token, given=form.given())
        if finished:
            submit(invitation=invitation, token=token)

    def _discuss(self, review: Review, one: StoryRound) -> None:
        for code, outcome in one.conclusions.items():
            record_conclusion(
                review=review,
                consideration=code,
                said=outcome.said,
                agreed_rating=outcome.rating,
                we_differ_because=outcome.differ,
                agreed=True,
            )
        members = {member.name: member for member in self.partnership.members.all()}
        for task in one.actions:
            action = add_action(
                review=review,
                consideration=task.consideration,
                idempotency_key=uuid4(),
                what=task.what,
                owner=members[task.owner],
                due=timezone.localdate() + timedelta(task.due),
            )
            if task.early is not None:
                complete_action(action=action)
                done_at = timezone.now() + timedelta(task.due - task.early)
                Action.objects.filter(pk=action.pk).update(done_at=done_at)

    def _date_shared(self, review: Review, one: StoryRound, closed: int, shared: int) -> None:
        now = timezone.now()
        Review.objects.filter(pk=review.pk).update(
            created_at=now - timedelta(one.opened) - BEFORE_OPENING,
            closes_on=timezone.localdate() + timedelta(one.closes),
            opened_at=now - timedelta(one.opened),
            closed_at=now - timedelta(closed),
            shared_at=now - timedelta(shared),
        )
        when: dict[str, int] = {State.CLOSING: closed, State.CLOSED: closed, State.SHARED: shared}
        self._date_trail(review, when, one.opened)

    def _date_open(self, review: Review, one: StoryRound) -> None:
        opened_at = timezone.now() - timedelta(one.opened)
        Review.objects.filter(pk=review.pk).update(opened_at=opened_at)
        self._date_trail(review, {}, one.opened)
        OutgoingEmail.objects.filter(about=review.pk).update(
            created_at=opened_at, settled_at=opened_at
        )

    def _date_trail(self, review: Review, moved: dict[str, int], otherwise: int) -> None:
        """Move each step of a review this many days into the past, by state."""
        for entry in self.partnership.audit_log.filter(object_pk=review.pk):
            _before, state = entry.changes.get("state", ("", ""))
            entry.timestamp -= timedelta(moved.get(state, otherwise))
            entry.save(update_fields=["timestamp"])

    def _date_registration(self) -> None:
        """Move what is left of today, such as the organisations, to when it was registered."""
        registered_at = timezone.now() - timedelta(self.story.registered)
        today = self.partnership.audit_log.filter(timestamp__gte=self.partnership.created_at)
        today.update(timestamp=registered_at)
        Partnership.objects.filter(pk=self.partnership.pk).update(
            created_at=registered_at, approved_at=registered_at
        )

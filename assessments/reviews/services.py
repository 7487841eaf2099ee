"""Changes of state of a review. Each is atomic."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessments.audience import READING_ROLES
from assessments.keys import delete_key_on_commit, make_key, read_key
from assessments.lifecycle import LEADS_TO, May, states_for
from assessments.models import ClosingProgress, Invitation, JoinLink, Review
from assessments.tokens import link_hash, token_of
from partnerships.audit_log import log_event
from partnerships.mail.outbox import queue_email, queue_email_where_possible
from partnerships.models import Member
from partnerships.models.locks import locked_after_partnerships
from partnerships.refusals import Refused

from .checklist import is_ready, open_already
from .emails import CANCELLED, INVITATION, NOT_OPENED, NOT_WRITTEN, REOPENED, SHARED
from .selectors import voices

DATES = ("closes_on", "closes_by_itself", "shares_on", "remind_days")


class NotNow(Exception):
    """What was asked for cannot be done in the state the review is in."""


class NotReady(Exception):
    """A draft lacks something without which it cannot open."""


def lock(review: Review, *may: May) -> Review:
    """The review's row, locked until the transaction ends.

    NotNow unless it is there and its state allows this, or one of these.
    """
    locked = Review.objects.select_for_update().filter(pk=review.pk).first()
    if locked is None or locked.state not in states_for(*may):
        raise NotNow((locked or review).state)
    return locked


@locked_after_partnerships
def _lock_reviews(partnerships: Collection[str]) -> None:
    """Stop answers while members or organisations of these reviews are removed or moved."""
    theirs = Review.objects.filter(partnership__in=partnerships)
    list(theirs.order_by("pk").select_for_update().values_list("pk"))


def change_state(review: Review, may: May, **changes: object) -> None:
    """Move a locked review to the next state, with the changes that go with it."""
    for name, value in {"state": LEADS_TO[may], **changes}.items():
        setattr(review, name, value)
    review.save(update_fields=["state", *changes])
    if not review.needs_key:
        delete_key_on_commit(review.pk)


@transaction.atomic
def discard(*, review: Review) -> None:
    """Delete a draft, and what it was tailored to. No one has been asked anything."""
    review = lock(review, May.DISCARD)
    tailored = review.tailored_version
    review.delete()
    if tailored:
        tailored.delete()


@transaction.atomic
def change_draft(*, review: Review) -> None:
    """Save changes to a draft that has not opened in the meantime.

    If the questionnaire or the treatment of answers changes, test responses are deleted, and so is
    the tailoring of the former questionnaire.
    """
    before = lock(review, May.TAILOR)
    other = review.questionnaire_id != before.questionnaire_id
    if other or review.confidentiality != before.confidentiality:
        _delete_test_responses(before)
    review.partner_groups = before.partner_groups
    review.save()
    if other and before.tailored_version:
        before.tailored_version.delete()


@transaction.atomic
def try_out(*, review: Review, member: Member) -> str:
    """The token of a link by which this member answers a draft as its members will be asked to."""
    review = lock(review, May.TRY)
    make_key(review.pk)
    invitation, _made = Invitation.objects.get_or_create(review=review, member=member)
    token = token_of(invitation)
    invitation.link_hash = link_hash(token)
    invitation.save(update_fields=["link_hash"])
    return token


@transaction.atomic
def delete_test_responses(*, review: Review) -> None:
    """Delete every test response to a draft."""
    _delete_test_responses(lock(review, May.TRY))


def _delete_test_responses(draft: Review) -> None:
    """Invitations to a draft are only for test responses."""
    draft.responses.all().delete()
    draft.invitations.all().delete()


@transaction.atomic
def open_review(*, review: Review) -> Review:
    """Invite everyone who is asked, and email each a personal link.

    Test responses are deleted. The key is on the disk before anyone can answer. NotReady if
    something required is missing, or another review of the partnership is open.
    """
    review.partnership.lock()
    review = lock(review, May.OPEN)
    if not is_ready(review):
        raise NotReady
    _delete_test_responses(review)
    make_key(review.pk)
    change_state(review, May.OPEN, opened_at=timezone.now())
    invite_newcomers(review=review)
    return review


@transaction.atomic
def invite_newcomers(*, review: Review, only: Member | None = None) -> list[Invitation]:
    """Invite those asked who have no link yet; emails leave when the transaction commits.

    For `only` this member if one is given.
    """
    review = lock(review, May.INVITE)
    newcomers = review.not_yet_invited()
    if only:
        newcomers = newcomers.filter(pk=only.pk)
    invitations = Invitation.objects.bulk_create(
        Invitation(review=review, member=member) for member in newcomers
    )
    for invitation in invitations:
        invitation.link_hash = link_hash(token_of(invitation))
    Invitation.objects.bulk_update(invitations, ["link_hash"])
    if review.speaks_as_organisations:
        spoken = [one for one, submitted in voices(review).items() if submitted]
        review.invitations.filter(member__organisation__in=spoken).mark_submitted()
    invited = [invitation.member for invitation in invitations]
    queue_email(kind=INVITATION, members=invited, about=review.pk)
    if invited:
        log_event("invited", review, people=str(len(invited)))
    return invitations


@transaction.atomic
def change_dates(*, review: Review, **dates: object) -> None:
    """Change any of `DATES`."""
    review = lock(review, May.CHANGE_DATE)
    for name in dates.keys() & DATES:
        setattr(review, name, dates[name])
    review.save(update_fields=DATES)


@transaction.atomic
def report_not_opened(*, review: Review) -> None:
    """Tell the coordinators that the review could not open automatically, and do not retry."""
    review = lock(review, May.OPEN)
    review.opens_on = None
    review.save(update_fields=["opens_on"])
    queue_email_where_possible(kind=NOT_OPENED, members=coordinators(review), about=review.pk)


@transaction.atomic
def report_not_written(*, review: Review, **settled: object) -> None:
    """Tell the coordinators that too many emails were due; do not try again today.

    `settled` is what about the review keeps it from being tried again.
    """
    review = lock(review, May.INVITE, May.SHARE)
    for name, value in settled.items():
        setattr(review, name, value)
    review.save(update_fields=[*settled])
    queue_email_where_possible(kind=NOT_WRITTEN, members=coordinators(review), about=review.pk)


def coordinators(review: Review) -> QuerySet[Member]:
    """The coordinators of the review."""
    return review.partnership.members.coordinators().select_related("person")


@transaction.atomic
def close_to_answers(*, review: Review) -> Review:
    """Take no answers from now on; KeyMissing if they could not be counted.

    `insights.closing` has what comes after: until then there are no results.
    """
    review = lock(review, May.CLOSE)
    read_key(review.pk)
    _close_joining(review)
    now = timezone.now()
    change_state(review, May.CLOSE, closed_at=now)
    ClosingProgress.objects.create(review=review, told_at=now)
    return review


def _close_joining(review: Review) -> None:
    """Delete waiting requests; if the review is reopened its join link stays off."""
    review.join_requests.all().delete()
    JoinLink.objects.filter(review=review).update(is_on=False)


@transaction.atomic
def share(*, review: Review) -> Review:
    """Share the results with those they are for, and tell them.

    NotNow if they are for no one but those who see them already.
    """
    review = lock(review, May.SHARE)
    if not review.can_be_shared:
        raise NotNow(review.state)
    change_state(review, May.SHARE, shared_at=timezone.now())
    readers = READING_ROLES[review.audience]
    members = review.partnership.members.filter(role__in=readers).select_related("person")
    queue_email(kind=SHARED, members=members, about=review.pk)
    return review


@transaction.atomic
def schedule_sharing(*, review: Review, shares_on: date | None) -> None:
    """Set the day on which results are shared automatically, or none."""
    review = lock(review, May.SHARE)
    review.shares_on = shares_on
    review.save(update_fields=["shares_on"])


@transaction.atomic
def cancel(*, review: Review, words: str = "") -> Review:
    """Cancel a review that has no results yet: delete its answers and tell everyone who was asked.

    `words` are the coordinator's own, for the email. Its answers are never published.
    """
    review = lock(review, May.CANCEL)
    review.imports.all().delete()
    review.responses.all().delete()
    _close_joining(review)
    review.invitations.update(started=False, submitted=False, on_paper=False)
    ClosingProgress.objects.filter(review=review).delete()
    change_state(review, May.CANCEL, cancelled_at=timezone.now(), closed_at=None)
    queue_email(kind=CANCELLED, members=_invited_members(review), about=review.pk, note=words)
    return review


def _invited_members(review: Review) -> QuerySet[Member]:
    return Member.objects.filter(invitations__review=review).select_related("person")


def record_reading(*, review: Review) -> None:
    """Record that someone is about to read the results of a closed review.

    From then on it cannot be reopened, and its key is deleted. NotNow if there is nothing to read,
    because it has been reopened in the meantime.
    """
    if review.results_read_at:
        return
    now = timezone.now()
    unread = Review.objects.filter(pk=review.pk, results_read_at=None)
    unread.filter(state__in=states_for(May.READ)).update(results_read_at=now)
    review.refresh_from_db(fields=["state", "results_read_at"])
    if review.results_read_at is None:
        raise NotNow(review.state)
    delete_key_on_commit(review.pk)


@transaction.atomic
def reopen(*, review: Review, closes_on: date) -> Review:
    """Reopen the review until another day; NotNow once anyone has read the results.

    Refused while another review of the partnership is open. Everyone keeps their link and what they
    said; KeyMissing if that cannot be. `insights.closing.reopen_review` calls this and deletes what
    was published in the same transaction.
    """
    review.partnership.lock()
    review = lock(review, May.REOPEN)
    if not review.can_be_reopened:
        raise NotNow(review.state)
    if other := review.other_open():
        raise Refused(open_already(other))
    read_key(review.pk)
    times = {"closed_at": None, "reopened_at": timezone.now()}
    change_state(review, May.REOPEN, **times, closes_on=closes_on)
    queue_email(kind=REOPENED, members=_invited_members(review), about=review.pk)
    return review

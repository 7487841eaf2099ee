"""What a review's page says in each state, and what it offers the member who opens it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.keys import KeyMissing, has_key
from assessments.models import ClosingProgress, Invitation, Review
from partnerships.models import Member

from .selectors import Turnout


@dataclass(frozen=True)
class OwnAnswers:
    """A member's own answers to an open review, or their organisation's if it has one voice."""

    invitation: Invitation
    for_organisation: bool

    @classmethod
    def of(cls, review: Review, member: Member) -> "OwnAnswers | None":
        """None unless the review is open and the member is asked."""
        invitation = review.invitations.filter(member=member).first() if review.is_open else None
        return cls(invitation, review.speaks_as_organisations) if invitation else None

    @property
    def title(self) -> str:
        if self.for_organisation:
            if self.invitation.submitted:
                return _("Your organisation has submitted its answer")
            return _("Your organisation’s answer is needed too")
        if self.invitation.submitted:
            return _("You have submitted your answers")
        if self.invitation.on_paper:
            return _("You are marked as having answered on paper")
        return _("Your own answers are needed too")

    @property
    def is_unfinished(self) -> bool:
        return self.invitation.started and not self.invitation.has_answered

    @property
    def next_step(self) -> str:
        if self.invitation.submitted:
            return _("See or change it") if self.for_organisation else _("See or change them")
        if self.invitation.on_paper:
            return _("See what that means")
        return _("Continue answering") if self.invitation.started else _("Answer")


@dataclass(frozen=True)
class AwaitedResults:
    """How many questions of a closing review have been checked, of how many; 0 before the first."""

    checked: int
    questions: int
    is_late: bool

    @classmethod
    def of(cls, review: Review) -> "AwaitedResults | None":
        """None unless the review is closing."""
        progress = ClosingProgress.objects.filter(review=review).first()
        if progress is None:
            return None
        late = progress.is_late(timezone.now()) or not has_key(review.pk)
        return cls(progress.checked, progress.questions, late)

    @property
    def in_words(self) -> str:
        if not self.questions:
            return _(
                "The results are being worked out. We check each question so that no one can be "
                "identified."
            )
        return _(
            "The results are being worked out. We check each question so that no one can be "
            "identified: %(checked)s of %(questions)s."
        ) % {"checked": self.checked, "questions": self.questions}


def state_in_words(review: Review) -> str:
    """How far the review is, and since when."""
    return " ".join(_state_sentences(review))


def why_no_results(review: Review) -> str:
    """Why a member cannot see the results; empty while there are none."""
    if not review.is_closed:
        return ""
    if not review.can_be_shared:
        return _("Only coordinators and facilitators can see the results.")
    if review.is_shared:
        return _("Only members of the partnership can see the results.")
    return _("The coordinator has not shared the results yet.")


def turnout_in_words(review: Review, turnout: Turnout) -> str:
    """How many have answered, in which ways, and who can see what they said."""
    return " ".join(filter(None, _turnout_sentences(review, turnout)))


def _state_sentences(review: Review) -> Iterator[str]:
    if review.is_draft:
        yield _("This is a draft. No one has been asked anything yet.")
    elif review.is_open:
        yield _("Open since %(opened)s. The last day for answers is %(closes)s.") % {
            "opened": _day(review.opened_at),
            "closes": date_format(review.closes_on),
        }
        if review.closes_by_itself:
            yield _("It then closes automatically.")
        if not has_key(review.pk):
            yield str(KeyMissing())
    elif review.is_cancelled:
        said = _("Cancelled on %(cancelled)s. Every answer given has been deleted.")
        yield said % {"cancelled": _day(review.cancelled_at)}
    else:
        yield _("Closed on %(closed)s.") % {"closed": _day(review.closed_at)}
        if review.is_closing and not has_key(review.pk):
            yield str(KeyMissing())
        if review.is_shared:
            yield _("Results shared on %(shared)s.") % {"shared": _day(review.shared_at)}


def _day(moment: datetime | None) -> str:
    return date_format(localtime(moment))


def _turnout_sentences(review: Review, turnout: Turnout) -> Iterator[str]:
    yield turnout.summary
    yield turnout.unfinished_summary
    yield from _otherwise_sentences(turnout)
    if review.is_confidential:
        yield _("Individual answers are not shown to you or anyone else.")
    elif review.is_open:
        yield _("Answers are not shown to you or anyone else while the review is open.")


def _otherwise_sentences(turnout: Turnout) -> Iterator[str]:
    """Answers that were not given by a personal link."""
    if turnout.imported:
        yield ngettext(
            "%(imported)s more response was imported from a spreadsheet.",
            "%(imported)s more responses were imported from a spreadsheet.",
            turnout.imported,
        ) % {"imported": turnout.imported}
    if turnout.from_paper:
        yield ngettext(
            "%(responses)s paper response was entered.",
            "%(responses)s paper responses were entered.",
            turnout.from_paper,
        ) % {"responses": turnout.from_paper}
    if turnout.on_paper:
        yield ngettext(
            "%(people)s person is marked as having answered on paper, and counts as having "
            "submitted.",
            "%(people)s people are marked as having answered on paper, and count as having "
            "submitted.",
            turnout.on_paper,
        ) % {"people": turnout.on_paper}

"""What members do about their own membership: accept, decline, hand over, leave. Each is atomic."""

from django.db import transaction
from django.utils.translation import gettext as _

from partnerships.mail.membership_emails import HANDED_OVER, departure_content
from partnerships.mail.outbox import queue_email, queue_urgent_email_to_each
from partnerships.members.services import HasActions, remove_member
from partnerships.models import Declined, Member, Partnership
from partnerships.refusals import Refused
from partnerships.vocabulary import MembershipStatus, Role


@transaction.atomic
def hand_over(*, by: Member, successor: Member) -> None:
    """Make another member coordinator instead of oneself, and stay a member."""
    by.partnership.lock()
    by.refresh_from_db(fields=["role"])
    if not by.is_coordinator:
        raise Refused(_("You are no longer a coordinator."))
    able = by.partnership.members.able_to_coordinate().filter(pk=successor.pk).first()
    if able is None:
        raise Refused(
            _("Something has changed since you opened the page. Select the new coordinator again.")
        )
    able.role, by.role = Role.COORDINATOR, Role.MEMBER
    able.save(update_fields=["role"])
    by.save(update_fields=["role"])
    queue_email(kind=HANDED_OVER, members=[able], about=by.partnership_id, note=by.pk)


@transaction.atomic
def accept(*, member: Member) -> None:
    """Accept one's membership."""
    member.status = MembershipStatus.ACCEPTED
    member.save(update_fields=["status"])


@transaction.atomic
def decline(*, member: Member) -> None:
    """Decline one's membership, which is deleted; coordinators still see that one was asked."""
    leave(member=member)
    Declined.objects.create(partnership=member.partnership, person=member.person)


@transaction.atomic
def leave(*, member: Member) -> None:
    """Leave, and tell the coordinators."""
    Partnership.objects.filter(pk=member.partnership_id).lock_wholly()
    staying = member.partnership.members.coordinators().exclude(pk=member.pk)
    told = staying.select_related("person", "partnership")
    queue_urgent_email_to_each(kind="left", members=told, write=lambda: departure_content(member))
    try:
        remove_member(member=member)
    except HasActions as owned:
        raise Refused(
            _(
                "You have actions from a review. Ask a coordinator to give them to someone "
                "else, then you can leave."
            )
        ) from owned

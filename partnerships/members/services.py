"""Changes to a partnership that touch more than one row.

Each is atomic: it keeps its promise or changes nothing.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from accounts.models import Person
from partnerships.mail.membership_emails import MEMBERSHIP
from partnerships.mail.outbox import queue_email
from partnerships.members.departures import run_removal_hooks
from partnerships.models import Member, Organisation, Partnership
from partnerships.organisations.services import bring_back_organisation
from partnerships.refusals import Refused
from partnerships.roster.new_member import NewMember
from partnerships.roster.parse import Problem, Roster, read_roster
from partnerships.vocabulary import MembershipStatus
from spreadsheets.reader import Sheet

MOST_MEMBERS = 10_000


class HasActions(Refused):
    """A member cannot leave yet: they have actions."""


@transaction.atomic
def add_members(
    *, partnership: Partnership, members: Iterable[NewMember], tell: bool = False
) -> list[Member]:
    """Add each as a member, all or none, and `tell` them; IntegrityError if one already is.

    People who declined and are asked again are no longer listed as having declined. Adding a
    member to a retired organisation brings it back.
    """
    known = {one.name.casefold(): one for one in partnership.organisations.all()}
    added = [
        Member.objects.create(
            partnership=partnership,
            person=Person.objects.known_as(new.email),
            name=new.name,
            organisation=_taking_part(partnership, new, known),
            level=new.level,
            role=new.role,
        )
        for new in members
    ]
    partnership.declined.filter(person__in=[member.person_id for member in added]).delete()
    if tell:
        tell_members(members=added)
    return added


def _taking_part(
    partnership: Partnership, new: NewMember, known: dict[str, Organisation]
) -> Organisation | None:
    """The organisation of a new member, made or brought back if need be; `known` are by name."""
    name = new.organisation.casefold()
    if name and name not in known:
        known[name] = Organisation.objects.create(
            partnership=partnership, name=new.organisation, sector=new.sector
        )
    organisation = known.get(name)
    if organisation and organisation.retired_at:
        bring_back_organisation(organisation=organisation)
    return organisation


@transaction.atomic
def tell_members(*, members: Iterable[Member]) -> int:
    """Tell members that they have been added and ask them to accept; return how many."""
    waiting = [member for member in members if not member.has_accepted]
    Member.objects.filter(pk__in=[one.pk for one in waiting]).update(
        status=MembershipStatus.INVITED
    )
    return len(queue_email(kind=MEMBERSHIP, members=waiting))


def roster_of(partnership: Partnership, sheet: Sheet) -> Roster:
    """The members in a sheet, read against the current members."""
    roster = read_roster(
        sheet,
        known_organisations={
            name.casefold(): sector
            for name, sector in partnership.organisations.values_list("name", "sector")
        },
        already_members={
            email.lower() for email in partnership.members.values_list("person__email", flat=True)
        },
    )
    if partnership.members.count() + len(roster.entries) > MOST_MEMBERS:
        message = _(
            "A partnership can have up to %(most)s members. Leave some out, or ask your host."
        )
        roster.problems.append(Problem(None, None, message % {"most": f"{MOST_MEMBERS:,}"}))
    return roster


@transaction.atomic
def add_roster(*, partnership: Partnership, sheet: Sheet, tell: bool = False) -> Roster:
    """Add everyone in a sheet, or no one if the roster has a problem."""
    roster = roster_of(partnership.lock(), sheet)
    if not roster.problems:
        add_members(partnership=partnership, members=roster.entries, tell=tell)
    return roster


@transaction.atomic
def change_member(*, member: Member) -> Member:
    """Save a changed member; refused if the partnership would be left without a coordinator."""
    member.partnership.lock()
    if not member.is_coordinator:
        _keep_a_coordinator(member)
    member.save()
    return member


@transaction.atomic
def remove_member(*, member: Member) -> None:
    """Remove a member; refused for the last coordinator and for members with actions."""
    Partnership.objects.filter(pk=member.partnership_id).lock_wholly()
    _keep_a_coordinator(member)
    run_removal_hooks(member)
    try:
        member.delete()
    except RestrictedError as owned:
        raise HasActions(
            _(
                "%(name)s has actions from a review. On that review’s discussion page, give "
                "each to someone else or remove it, then remove %(name)s."
            )
            % {"name": member}
        ) from owned


def _keep_a_coordinator(leaving: Member) -> None:
    if leaving.is_last_coordinator:
        raise Refused(str(leaving.why_coordinator_stays))

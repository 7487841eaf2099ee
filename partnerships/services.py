"""Changes to a partnership that touch more than one row.

Each is atomic: it keeps its promise or changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from partnerships.mail.membership_emails import MEMBERSHIP
from partnerships.mail.outbox import queue_email
from partnerships.roster.parse import Problem, Roster, read_roster
from spreadsheets.reader import Sheet

from .departures import see_to_removal
from .models import Member, Organisation, Partnership
from .refusals import Refused
from .vocabulary import MembershipStatus, Role

MOST_MEMBERS = 10_000


class HasActions(Refused):
    """Somebody can't go yet: they are down for actions."""


@dataclass(frozen=True)
class NewMember:
    """A place at the table to be filled: who, where from, at which level, in which role.

    An organisation that the partnership does not have yet is added in the given sector.
    """

    name: str
    email: str
    organisation: str
    sector: str
    level: str
    role: str = Role.MEMBER


@transaction.atomic
def add_members(
    *, partnership: Partnership, members: Iterable[NewMember], tell: bool = False
) -> list[Member]:
    """Give each a place, all or none, and `tell` them; IntegrityError if one has a place already.

    Whoever declined once and is asked anew is no longer listed as having declined.
    A retired organisation in which somebody takes a place takes part again.
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
        bring_back(organisation=organisation)
    return organisation


@transaction.atomic
def tell_members(*, members: Iterable[Member]) -> int:
    """Write to members that they have a place, and ask whether they accept it; how many."""
    waiting = [member for member in members if not member.has_accepted]
    Member.objects.filter(pk__in=[one.pk for one in waiting]).update(
        status=MembershipStatus.INVITED
    )
    return len(queue_email(kind=MEMBERSHIP, members=waiting))


def roster_of(partnership: Partnership, sheet: Sheet) -> Roster:
    """The members in a sheet, read against whoever is in the partnership already."""
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
        message = _("A partnership may have %(most)s members. Leave some out, or ask your host.")
        roster.problems.append(Problem(None, None, message % {"most": f"{MOST_MEMBERS:,}"}))
    return roster


def members_in(roster: Roster) -> list[NewMember]:
    return [
        NewMember(one.name, one.email, one.organisation, one.sector, one.level, one.role)
        for one in roster.entries
    ]


@transaction.atomic
def seat_roster(*, partnership: Partnership, sheet: Sheet, tell: bool = False) -> Roster:
    """Give everybody in a sheet a place, or nobody if the roster names a problem."""
    roster = roster_of(lock(partnership), sheet)
    if not roster.problems:
        add_members(partnership=partnership, members=members_in(roster), tell=tell)
    return roster


@transaction.atomic
def change_member(*, member: Member) -> Member:
    """Save a changed member; refused if the partnership would be left without a coordinator."""
    lock(member.partnership)
    if not member.is_coordinator:
        _keep_a_coordinator(member)
    member.save()
    return member


@transaction.atomic
def remove_member(*, member: Member) -> None:
    """Take a member's place away; refused for the last coordinator and for who has actions."""
    lock(member.partnership)
    _keep_a_coordinator(member)
    see_to_removal(member)
    try:
        member.delete()
    except RestrictedError as owned:
        raise HasActions(
            _(
                "%(name)s is down for actions that came of a review. On that review’s discussion "
                "page, give each to somebody else or remove it; then remove %(name)s."
            )
            % {"name": member}
        ) from owned


@transaction.atomic
def remove_organisation(*, organisation: Organisation) -> None:
    """Take an organisation off the list; refused while anybody belongs to it."""
    if organisation.members.exists():
        raise Refused(
            _("%(name)s still has members. Move or remove them first.") % {"name": organisation}
        )
    try:
        organisation.delete()
    except RestrictedError as answered:
        raise Refused(
            _("A review has answers from %(name)s, so it can’t be removed. Retire it instead.")
            % {"name": organisation}
        ) from answered


@transaction.atomic
def retire(*, organisation: Organisation) -> None:
    """Offer an organisation no more; its past stays. Refused while anybody belongs to it."""
    lock(organisation.partnership)
    if organisation.members.exists():
        raise Refused(
            _("%(name)s still has members. Move or remove them first.") % {"name": organisation}
        )
    organisation.retired_at = timezone.now()
    organisation.save(update_fields=["retired_at"])


def bring_back(*, organisation: Organisation) -> None:
    """Offer a retired organisation again."""
    organisation.retired_at = None
    organisation.save(update_fields=["retired_at"])


def lock(partnership: Partnership) -> Partnership:
    """The partnership's row, locked until the transaction ends, so that changes take turns."""
    return Partnership.objects.select_for_update().get(pk=partnership.pk)


def _keep_a_coordinator(leaving: Member) -> None:
    if leaving.is_last_coordinator:
        raise Refused(str(leaving.why_coordinator_stays))

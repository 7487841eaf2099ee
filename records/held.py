"""Everything that is held about one person, for them to take away."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from assessments.responses import personal_data
from discussions.models import Action
from partnerships.models import Declined, Letter, Partnership, Person, TrailEntry
from partnerships.second_factor import second_factor_of

from .trail import lines


def held_about(person: Person) -> dict[str, object]:
    """As plain values. What others wrote in their own words is not looked through for a name."""
    return {
        "account": _account(person),
        "memberships": _memberships(person),
        **personal_data.export_personal_data(person),
        "actions": [
            {
                "what": action.what,
                "by_when": action.due,
                "done": action.done_at,
                "review": action.review.title,
                "partnership": action.review.partnership.name,
            }
            for action in Action.objects.of(person)
        ],
        "letters": [
            {"kind": letter.kind, "to": letter.to, "state": letter.state, "when": letter.created_at}
            for letter in letters_to(person)
        ],
        "trail": list(_trail(person)),
    }


def letters_to(person: Person) -> QuerySet[Letter]:
    return Letter.objects.filter(Q(member__person=person) | Q(to__iexact=person.email))


def _account(person: Person) -> dict[str, object]:
    addresses = EmailAddress.objects.filter(user=person)
    second_factor = second_factor_of(person)
    sessions = UserSession.objects.filter(user=person)
    return {
        "email": person.email,
        "addresses": list(addresses.values("email", "verified", "primary")),
        "language": person.language,
        "invited_to_register": person.may_register,
        "registered": list(person.registered.values_list("name", flat=True)),
        "since": person.date_joined,
        "last_signed_in": person.last_login,
        "has_password": person.has_usable_password(),
        "passkeys": [one.name for one in second_factor.passkeys],
        "authenticator_app": second_factor.has_app,
        "signed_in_on": list(sessions.values("ip", "user_agent", "created_at", "last_seen_at")),
    }


def _memberships(person: Person) -> list[dict[str, object]]:
    places = person.memberships.select_related("partnership", "organisation")
    declined = Declined.objects.filter(person=person).select_related("partnership")
    here: list[dict[str, object]] = [
        {
            "partnership": member.partnership.name,
            "name": member.name,
            "organisation": member.organisation.name if member.organisation else None,
            "level": member.level,
            "role": member.role,
            "standing": member.standing,
            "since": member.added_at,
        }
        for member in places
    ]
    return here + [
        {"partnership": one.partnership.name, "standing": "declined", "since": one.declined_at}
        for one in declined
    ]


def _trail(person: Person) -> Iterable[dict[str, object]]:
    """What they did, and what was done about them."""
    theirs = Q(actor=person) | Q(about=person)
    seen_in = TrailEntry.objects.filter(theirs).order_by().values("partnership")
    for partnership in Partnership.objects.filter(pk__in=seen_in):
        for line in lines(partnership, partnership.trail.filter(theirs)):
            yield {"partnership": partnership.name, "when": line.at, "what": line.sentence}

"""Everything held about one person, for them to download."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from accounts.models import Person
from accounts.second_factor import second_factor_of
from assessments.responses import personal_data
from discussions.models import Action
from partnerships.models import AuditEntry, Declined, OutgoingEmail, Partnership
from privacy.audit_log import lines


def held_about(person: Person) -> dict[str, object]:
    """The data as plain values. What others wrote in their own words is not searched for the
    name."""
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
            for action in Action.objects.owned_by(person)
        ],
        "emails": [
            {"kind": email.kind, "to": email.to, "state": email.state, "when": email.created_at}
            for email in emails_to(person)
        ],
        "audit_log": list(_audit_log(person)),
    }


def emails_to(person: Person) -> QuerySet[OutgoingEmail]:
    return OutgoingEmail.objects.filter(Q(member__person=person) | Q(to__iexact=person.email))


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
            "status": member.status,
            "since": member.added_at,
        }
        for member in places
    ]
    return here + [
        {"partnership": one.partnership.name, "status": "declined", "since": one.declined_at}
        for one in declined
    ]


def _audit_log(person: Person) -> Iterable[dict[str, object]]:
    """What they did, and what was done to their data."""
    theirs = Q(actor=person) | Q(about=person)
    seen_in = AuditEntry.objects.filter(theirs).order_by().values("partnership")
    for partnership in Partnership.objects.filter(pk__in=seen_in):
        for line in lines(partnership, partnership.audit_log.filter(theirs)):
            yield {"partnership": partnership.name, "when": line.at, "what": line.sentence}

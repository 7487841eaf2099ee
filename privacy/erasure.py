"""Erases a person: their name and address are removed everywhere, and shared results stay.

Submitted answers still count. In a closed review no one can tell which they are, and for an open
one the person is told so beforehand.
"""

from datetime import timedelta

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.models import Person
from assessments.responses.personal_data import forget_unfinished
from discussions.models import Action
from partnerships.mail.message import EmailContent
from partnerships.mail.outbox import queue_urgent_email
from partnerships.members.services import remove_member
from partnerships.models import AuditEntry, Member, Partnership
from partnerships.refusals import Refused
from privacy.personal_data import emails_to

GOOD_FOR = timedelta(days=2)


@transaction.atomic
def erase(*, person: Person) -> None:
    """Erase a person and tell them. Refused while a partnership has no other coordinator."""
    Partnership.objects.of(person).lock_wholly()
    places = list(person.memberships.select_related("partnership", "person"))
    if needing := partnerships_without(person):
        raise Refused(
            _(
                "%(names)s would be left without a coordinator. Hand over coordination first, "
                "then erase your data."
            )
            % {"names": ", ".join(needing)}
        )
    email = person.email
    forget_unfinished(person)
    Action.objects.filter(owner__person=person).update(owner=None)
    _forget_in_administration(person, places)
    for member in places:
        remove_member(member=member)
    AuditEntry.objects.forget(person)
    emails_to(person).delete()
    person.delete()
    words = EmailContent(
        _("Your data has been erased"), render_to_string("privacy/email/erased.txt")
    )
    queue_urgent_email(kind="erased", to=email, content=words, partnership=None, good_for=GOOD_FOR)


def partnerships_without(person: Person) -> list[str]:
    """The partnerships that would have no coordinator without this person."""
    places = person.memberships.coordinators().select_related("partnership")
    return [member.partnership.name for member in places if member.is_last_coordinator]


def _forget_in_administration(person: Person, places: list[Member]) -> None:
    """The administration pages keep their own log, which names what was changed."""
    for model, keys in ((Person, [person.pk]), (Member, [member.pk for member in places])):
        of_it = ContentType.objects.get_for_model(model)
        LogEntry.objects.filter(content_type=of_it, object_id__in=keys).update(object_repr="")

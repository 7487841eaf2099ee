"""How many people unapproved partnerships have emailed in the last day."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import Person
from partnerships.refusals import Refused

DAY = timedelta(days=1)
MOST_EMAILS_TO_ONE = 3
"""How many emails one of them gets in a day."""

TOGETHER = 10
"""How many times as many all accounts may write to together as one may: accounts are cheap."""


class TooManyRecipients(Refused):
    """An unapproved partnership would email more people than it may."""


def digest_of(address: str) -> str:
    """A one-way digest of an address."""
    return salted_hmac("told", address.strip().lower(), algorithm="sha256").hexdigest()


class UnapprovedEmailQuerySet(models.QuerySet["UnapprovedEmail"]):
    def lately(self) -> "UnapprovedEmailQuerySet":
        return self.filter(at__gt=timezone.now() - DAY)

    def by(self, account: Person | None) -> "UnapprovedEmailQuerySet":
        """Emails on behalf of an account. All deleted accounts count as one, None."""
        return self.filter(account=account)

    def people(self) -> int:
        return self.values("account", "to").distinct().count()

    def forget(self) -> None:
        """Delete what no longer counts."""
        self.exclude(pk__in=self.lately().values("pk")).delete()

    def left_to(self, account: Person | None) -> int:
        """How many more people may be emailed on behalf of this account now."""
        most, lately = settings.TOLD_UNTIL_APPROVED, self.lately()
        left = most - lately.by(account).people(), most * TOGETHER - lately.people()
        return max(0, min(left))

    def take(self, account: Person | None, addresses: Iterable[str]) -> None:
        """Count emails to these as sent, in the caller's transaction; TooManyRecipients if too
        many.

        Emails to oneself do not count.
        """
        self._take_turns()
        marks = _marks_of_others(account, addresses)
        if refused := self._why_not(account, marks):
            raise TooManyRecipients(refused)
        self.bulk_create(UnapprovedEmail(account=account, to=mark) for mark in marks)

    def allows(self, account: Person | None, addresses: Iterable[str]) -> bool:
        """Whether these could be emailed now."""
        return not self._why_not(account, _marks_of_others(account, addresses))

    def _why_not(self, account: Person | None, marks: list[str]) -> str:
        had = Counter(self.lately().by(account).values_list("to", flat=True))
        left = self.left_to(account)
        if len({*marks} - {*had}) > left:
            return _too_many_people(left)
        if any((had + Counter(marks))[mark] > MOST_EMAILS_TO_ONE for mark in marks):
            return _too_many_emails()
        return ""

    def _take_turns(self) -> None:
        """Let no one else count until the transaction ends. SQLite has one writer anyway."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                table = connection.ops.quote_name(self.model._meta.db_table)
                cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")


def _marks_of_others(account: Person | None, addresses: Iterable[str]) -> list[str]:
    own = digest_of(account.email) if account else ""
    return [mark for mark in map(digest_of, addresses) if mark != own]


def _too_many_people(left: int) -> str:
    return _(
        "This would email too many people, so nothing has been changed and no one has "
        "been emailed. Until your host approves the partnership, it can email up to "
        "%(most)s people within 24 hours (%(left)s more now). Email fewer, or wait."
    ) % {"most": settings.TOLD_UNTIL_APPROVED, "left": left}


def _too_many_emails() -> str:
    return _(
        "Someone would get more than %(most)s emails within 24 hours, so nothing has "
        "been changed and no one has been emailed. Wait until tomorrow, or until your "
        "host has approved the partnership."
    ) % {"most": MOST_EMAILS_TO_ONE}


class UnapprovedEmail(models.Model):
    """An email to someone, sent for an unapproved partnership.

    It outlives the member, the email and the account, so that deleting them does not reset the
    count. It holds no address.
    """

    account = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    to = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = UnapprovedEmailQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.to[:8]} at {self.at}"

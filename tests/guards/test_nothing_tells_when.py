"""Nothing but the answers themselves tells when somebody answers, and that goes on closing.

Whoever knows when each member submitted can lay it beside what is known of answers. So a member who
answers changes, beside their answers, only whether they have started and submitted; and the same is
left whenever they do it. Every table is looked at, row by row, whichever app or library has it.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

import pytest
from django.core.cache import caches
from django.db import connection, models, transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from assessments.models import Invitation, Review
from assessments.models.invitation import InvitationQuerySet
from assessments.models.response import Answer, Response, SectionAnswer
from config.settings import COUNTERS
from partnerships.audit_log import log_event
from partnerships.models import AuditEntry, OutgoingEmail
from tests import scenarios

INVITATION, REVIEW = Invitation._meta.db_table, Review._meta.db_table
TRAIL, SESSION = AuditEntry._meta.db_table, "django_session"
ANSWERS = {model._meta.db_table for model in (Response, Answer, SectionAnswer)}
HOW_FAR = {f"{INVITATION}.{column}" for column in ("started", "submitted", "on_paper")}
"""All that answering may change beside the answers: each is true or false."""
BY_COORDINATOR = {f"new in {TRAIL}", f"{SESSION}.session_data", f"{SESSION}.expire_date"}
"""What tells when a coordinator did something, and nothing about a member."""
CLOCKS = {
    *("answered_at_ms", "importance_answered_at_ms", "comment_answered_at_ms", "page_sent_at_ms"),
}
"""Which of two answers is the later; forgotten on closing (`test_unlinking`)."""
KEYS = {"id", "response_id"}
"""Random, or counted up."""

Row = dict[str, object]
Rows = dict[tuple[str, object], Row]
AT = (datetime(2026, 11, 30, 9, tzinfo=UTC), datetime(2026, 12, 3, 21, 30, tzinfo=UTC))

HELP = """
Answering has changed what may tell when somebody answered: {found}.
Nothing beside the answers may hold a time, a count or an order that comes of answering
(docs/disclosure.md). If what is new is true or false about a member, name it in HOW_FAR here.
"""


def rows() -> Rows:
    """Every row of every table, by its table and key."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            key = _key(table)
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for values in cursor.fetchall():
                row = dict(zip(names, values, strict=True))
                found[table, row[key] if key else repr(values)] = row
    return found


@cache
def _key(table: str) -> str | None:
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_column(cursor, table)


def changes(before: Rows, after: Rows) -> set[str]:
    """Columns that were changed, and tables with rows more or fewer."""
    found = {f"new in {table}" for table, key in after.keys() - before.keys()}
    found |= {f"gone from {table}" for table, key in before.keys() - after.keys()}
    for table, key in before.keys() & after.keys():
        was, now = before[table, key], after[table, key]
        found |= {f"{table}.{column}" for column in now if was.get(column) != now[column]}
    return {one for one in found if one.split(".")[0].split()[-1] not in ANSWERS}


def untimed(found: Rows) -> Counter[str]:
    """How often there is each row, but for what answers keep of when they were given."""
    left = {table: KEYS | CLOCKS if table in ANSWERS else set() for table, _key in found}
    return Counter(
        f"{table}: { {k: shown(v) for k, v in row.items() if k not in left[table]} }"
        for (table, _key), row in found.items()
    )


def shown(value: object) -> object:
    """What is sealed is different each time: its length is all that shows."""
    return len(value) if isinstance(value, bytes | memoryview) else value


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """At this moment, as the program reads it; what is done within is undone."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: moment)
        patch.setattr(time, "time", moment.timestamp)
        patch.setattr(time, "time_ns", lambda: int(moment.timestamp() * 1e9))
        yield
        transaction.set_rollback(True)


def done(act: Callable[[], object]) -> set[str]:
    """What was changed by this beside the answers."""
    before = rows()
    with TestCase.captureOnCommitCallbacks(execute=True):
        act()
    return changes(before, rows())


def traces(answering: list[Callable[[], object]]) -> set[str]:
    """What all this leaves that may tell when it was done, whether it is stored now or then."""
    found, left = set(), []
    for moment in AT:
        with at(moment):
            for act in answering:
                found |= done(act) - HOW_FAR
            left.append(untimed(rows()))
    one, other = left
    return found | set((one - other) + (other - one))


@pytest.fixture(autouse=True)
def counted_in_the_database(settings):
    """As in production, where rates are counted in a table."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache"}}
    settings.CACHES["default"]["LOCATION"] = COUNTERS.partition("//")[2].partition("?")[0]


@pytest.fixture(params=["by their link", "signed in"])
def visitor(request, as_) -> Client:
    return as_("ben" if request.param == "signed in" else "stranger")


@pytest.fixture(params=["confidential", "open", "one-voice"])
def review(request, cast) -> Review:
    return scenarios.open_review(cast.partnership, confidentiality=request.param)


@pytest.fixture
def answering(visitor, review, cast) -> list[Callable[[], object]]:
    """All that Ben does behind his link, step by step."""
    token = scenarios.token_for(review, cast.ben)
    part = review.questionnaire.sections_in_order[0]
    one, other = part.statements[:2]

    def step(name: str, *code: str, reads: str = "", **data: str) -> Callable[[], object]:
        url = reverse(f"assessments:{name}", args=[review.pk, token, *code])

        def act() -> None:
            reply = visitor.post(url, data) if data else visitor.get(url)
            assert reply.status_code in (200, 204, 302), (name, reply.status_code)

        return act

    page, code = "respond-section", part.consideration
    return [
        step("respond"),
        step("respond-answer", code, **{one.code: "2"}),
        step("respond-answer", code, **{one.code: "4"}),
        step(page, code, **{one.code: "4", other.code: "3", "comment": "Slow."}),
        step(page, code, clear=one.code),
        step("respond-check"),
        step("respond-submit", submit="yes"),
        step("respond-thanks"),
        step("respond-take-back", back="yes"),
        step("respond-submit", submit="yes"),
    ]


def test_how_far_somebody_is_can_only_be_true_or_false():
    columns = (Invitation._meta.get_field(name.partition(".")[2]) for name in HOW_FAR)
    assert {type(column) for column in columns} == {models.BooleanField}


def test_answering_submitting_and_taking_back_leave_no_trace_of_when(answering, review):
    found = traces(answering)
    assert not found, HELP.format(found=", ".join(sorted(found)))
    for act in answering:
        act()
    assert review.responses.filter(submitted=True).count() == 1, "Nothing was tried."


def test_marking_on_paper_tells_when_the_coordinator_did_and_nothing_more(as_, cast):
    review, ana = scenarios.open_review(cast.partnership), as_("ana")
    url = reverse("assessments:review-on-paper", args=[review.pk])
    off = reverse("assessments:invitation-off-paper", args=[review.pk, cast.ben.pk])
    for act in (lambda: ana.post(url, {"members": [cast.ben.pk]}), lambda: ana.post(off)):
        found = done(act)
        assert f"{INVITATION}.on_paper" in found
        beside = found - HOW_FAR - BY_COORDINATOR
        assert not beside, HELP.format(found=", ".join(sorted(beside)))


def test_typing_in_a_sheet_of_paper_is_counted_and_leaves_no_other_trace(cast):
    review = scenarios.open_review(cast.partnership)
    assert done(lambda: scenarios.sheet_of_paper(review, cast.ben)) == {f"{REVIEW}.paper_count"}


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _in_a_new_column(table: str) -> None:
    if "submitted_at" not in _columns(table):
        connection.check_constraints()  # PostgreSQL changes no table that has to be checked yet
        _execute(f"ALTER TABLE {table} ADD COLUMN submitted_at TIMESTAMP NULL")
    moment = timezone.now().replace(tzinfo=None).isoformat(" ")
    _execute(f"UPDATE {table} SET submitted_at = '{moment}' WHERE submitted")


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in found]


def _in_a_new_table(now: str) -> None:
    if "submissions" not in connection.introspection.table_names():
        _execute("CREATE TABLE submissions (moment VARCHAR(40))")
    _execute(f"INSERT INTO submissions VALUES ('{now}')")


LEAKS = {
    "a date of the review": lambda r: Review.objects.filter(pk=r.pk).update(
        closes_on=timezone.localdate()
    ),
    "a time of the invitation": lambda _review: _in_a_new_column(INVITATION),
    "a time of the response": lambda _review: _in_a_new_column(Response._meta.db_table),
    "a table of its own": lambda _review: _in_a_new_table(timezone.now().isoformat()),
    "a line of the trail": lambda review: log_event("on-paper", review),
    "a letter": lambda review: OutgoingEmail.objects.create(
        kind="invitation", member=review.invitations.first().member, about=review.pk
    ),
    "a number that is counted up": lambda r: Review.objects.filter(pk=r.pk).update(paper_count=1),
    "what a cache keeps": lambda _review: caches["default"].set("last", timezone.now()),
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
@pytest.mark.parametrize("review", ["confidential"], indirect=True)
@pytest.mark.parametrize("visitor", ["by their link"], indirect=True)
def test_this_guard_sees_what_would_tell_when(leak, answering, review, monkeypatch):
    submitted = InvitationQuerySet.mark_submitted

    def leaking(invitations: InvitationQuerySet) -> None:
        submitted(invitations)
        leak(review)

    monkeypatch.setattr(InvitationQuerySet, "mark_submitted", leaking)
    assert traces(answering)

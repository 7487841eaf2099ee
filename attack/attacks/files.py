"""The files of the database, old pages and logs among them: does anything in them open a response?

What is deleted lies in a database's files for as long as nothing is written over it: SQLite's main
file and its write-ahead log, PostgreSQL's tables and its log. Someone who tried everything in them
as a key would find those that are there. To find out whether any is there, they are looked for.
"""

import base64
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from django.conf import settings
from django.db import connection

from assessments.escrow import open_responses
from assessments.keys import Purpose, read_key
from assessments.models import Review
from assessments.reviews.services import record_reading
from assessments.tokens import response_key, token_of
from insights.closing import close_review

from ..invented.holding import answer_all, begin, new_partnership
from ..invented.plan import random_plan
from ..tally import Tally, of_review

OPENS_ALL = (Purpose.LINKS, Purpose.ESCROW)
"""What is derived from the key of a review and opens every response."""


def recovered(seed: int, statements: int) -> list[Tally]:
    """The responses that anything in the files opens: of a review that is open, closed, and read.

    Whoever has the keys as well reads everything until the results have been read. That is said to
    members, and only reported.
    """
    plan = random_plan(seed, statements)
    partnership, members = new_partnership(f"Files {seed}", plan.people)
    review = begin(partnership, plan)
    answer_all(review, plan, members)
    opens = what_opens(review)
    tallies = [_tried("open", opens, database_files())]
    review = close_review(review=review)
    tallies.append(_tried("closed", opens, database_files()))
    tallies.append(_tried("closed, with keys", opens, _and_keys(), reported=True))
    record_reading(review=review)
    tallies.append(_tried("read, with keys", opens, _and_keys()))
    return of_review(tallies)


def _tried(
    when: str, opens: Mapping[str, Set[bytes]], files: Iterable[Path], *, reported: bool = False
) -> Tally:
    content = b"".join(path.read_bytes() for path in files)
    name = f"files of {connection.display_name}, {when}"
    return Tally(name, "responses", len(opens), len(opened(opens, content)), reported=reported)


def _and_keys() -> list[Path]:
    return [*database_files(), *(one for one in settings.KEYS_DIR.iterdir() if one.is_file())]


def database_files() -> list[Path]:
    """The files that the database is kept in, as they are now."""
    if connection.vendor == "sqlite":
        main = Path(str(connection.settings_dict["NAME"]))
        return [one for one in main.parent.glob(f"{main.name}*") if one.is_file()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        directory = Path(cursor.fetchone()[0])
    kept = [*(directory / "base").rglob("*"), *(directory / "pg_wal").rglob("*")]
    return [one for one in kept if one.is_file()]


def what_opens(review: Review) -> dict[str, set[bytes]]:
    """For each response of a review that has its key: all that opens it, however written."""
    key = read_key(review.pk)
    of_all = _spellings([key.value, *(key.derive(purpose) for purpose in OPENS_ALL)])
    opens = {one.key: of_all | _spellings([one.escrow.secret]) for one in open_responses(review)}
    for invitation in review.invitations.select_related("review", "member__organisation"):
        token = token_of(invitation)
        opens.get(response_key(invitation, token), set()).add(token.encode())
    return opens


def _spellings(secrets: Iterable[bytes]) -> set[bytes]:
    return {
        spelt
        for one in secrets
        for spelt in (
            one,
            one.hex().encode(),
            base64.b64encode(one).rstrip(b"="),
            base64.urlsafe_b64encode(one).rstrip(b"="),
        )
    }


def opened(opens: Mapping[str, Set[bytes]], content: bytes) -> list[str]:
    """The responses that something in here opens."""
    there = {one: one in content for one in set().union(*opens.values())}
    return [key for key, secrets in opens.items() if any(there[one] for one in secrets)]

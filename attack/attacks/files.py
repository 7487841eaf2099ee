"""The files of the database: secrets that outlive the closing of a review in old pages.

What is deleted may lie in a database's files for as long as nothing is written over it: SQLite's
main file and its write-ahead log, PostgreSQL's tables and its log. Everything that looks like a
secret or the token of a link is tried: does it open anyone's response?
"""

import re
from pathlib import Path

from django.db import connection

from assessments.models import Review
from assessments.tokens import link_hash, response_key, token_of
from insights.closing import close_review

from ..invented.holding import answer_all, begin, new_partnership
from ..invented.plan import random_plan
from ..tally import Tally, of_review

TOKEN = re.compile(rb"(?=([A-Za-z0-9_-]{43}))")
SECRET = re.compile(rb"(?=([0-9a-f]{64}))")
"""What a link is recognised by and what links are made from, wherever they begin."""


def recovered(seed: int, statements: int) -> list[Tally]:
    """A closed review; responses that are put to a member by what is left in the files."""
    plan = random_plan(seed, statements)
    partnership, members = new_partnership(f"Files {seed}", plan.people)
    review = begin(partnership, plan)
    answer_all(review, plan, members)
    review = close_review(review=review)
    found = opened_by(review, b"".join(path.read_bytes() for path in database_files()))
    return of_review(
        [
            Tally(
                f"files of {connection.display_name}",
                "answers by link",
                tried=sum(one.way == "link" for one in plan.people),
                got=review.responses.filter(submitted=True, key__in=found).count(),
            )
        ]
    )


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


def opened_by(review: Review, content: bytes) -> set[str]:
    """The keys of the responses that what is found opens, each put to a member."""
    invitations = list(review.invitations.select_related("member__organisation"))
    by_link = {one.link_hash: one for one in invitations if one.link_hash}
    tokens = {bytes(one).decode() for one in TOKEN.findall(content)}
    for secret in {bytes(one).decode() for one in SECRET.findall(content)}:
        review.secret = secret
        if link_hash(token_of(invitations[0])) in by_link:
            tokens |= {token_of(one) for one in invitations}
    opened = {token: by_link.get(link_hash(token)) for token in tokens}
    return {response_key(one, token) for token, one in opened.items() if one}

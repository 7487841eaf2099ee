"""The database alone: what a copy of it says of responses, while a review is open and afterwards.

Everything that was said, by whom and from where, is sealed. So each column has to be the same for
all responses or another for each: one that is neither sorts people into kinds. Only what was
answered when, on a response's own clock, does so while a review is open, as members are told. Nor
may rows lie in the order in which people answered, once the review has closed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from assessments.models import Review
from assessments.models.response import SECTION_TIMES, Answer, Response, SectionAnswer
from assessments.reviews.services import record_reading
from assessments.tokens import response_key, token_of
from insights.closing import close_review
from partnerships.models import Member

from ..invented.holding import answer_all, begin, new_partnership
from ..invented.plan import random_plan
from ..tally import Tally, of_review
from .answers import Asked, tallied

Rows = Sequence[Mapping[str, object]]
"""Of one thing about each response, every column by name."""
TIMES = ("answered_at_ms", *SECTION_TIMES)
FEWEST = 8
"""Fewer responses may lie in the order of people by chance."""


def kept(seed: int, statements: int) -> list[Tally]:
    """Every column of what responses keep, and the order of their rows."""
    plan = random_plan(seed, statements)
    partnership, members = new_partnership(f"Database {seed}", plan.people)
    review = begin(partnership, plan)
    answer_all(review, plan, members)
    answered = _in_order_of_answering(review, members)
    opened = tallied("the database, open", "columns", columns_that_tell(review, without=TIMES))
    review = close_review(review=review)
    record_reading(review=review)
    read = tallied("the database, read", "columns", columns_that_tell(review))
    order = tallied("the order of its rows", "tables", in_order(review, answered))
    return of_review([opened, read, order])


def columns_that_tell(review: Review, *, without: Collection[str] = ()) -> Iterator[Asked]:
    """For each column of each thing that responses keep a row about."""
    for rows in _tables(review):
        for column in rows[0].keys() - set(without):
            yield partial(tells_kinds, [row[column] for row in rows])


def _tables(review: Review) -> Iterator[Rows]:
    ours = {"response__review": review, "response__submitted": True}
    yield list(review.responses.filter(submitted=True).values())
    for model, about in ((Answer, "statement_id"), (SectionAnswer, "section_id")):
        by_question: dict[object, list[Mapping[str, object]]] = defaultdict(list)
        rows: Rows = list(model._default_manager.filter(**ours).values())
        for row in rows:
            by_question[row[about]].append(row)
        yield from by_question.values()


def tells_kinds(values: Iterable[object]) -> bool:
    """Whether these sort people into kinds, as they are or by their size."""
    plain = [bytes(one) if isinstance(one, (bytes, memoryview)) else one for one in values]
    sizes = {len(one) for one in plain if isinstance(one, bytes)}
    return len(sizes) > 1 or 1 < len(set(plain)) < len(plain)


def _in_order_of_answering(review: Review, members: Sequence[Member]) -> list[int]:
    """The responses of those who have a link, as only their links tell."""
    by_key = dict(review.responses.values_list("key", "pk"))
    invited = review.invitations.select_related("review", "member__organisation")
    theirs = {one.member_id: response_key(one, token_of(one)) for one in invited}
    keys = [theirs[member.pk] for member in members]
    return [by_key[key] for key in keys if key in by_key]


def in_order(review: Review, answered: Sequence[int]) -> Iterator[Asked]:
    """For each table, whether it has responses in the order in which people answered."""
    if len(answered) < FEWEST:
        return
    about = {"response__in": answered}
    tables = (
        Response.objects.filter(pk__in=answered).order_by("pk").values_list("pk"),
        Answer.objects.filter(**about).order_by("pk").values_list("response"),
        SectionAnswer.objects.filter(**about).order_by("pk").values_list("response"),
    )
    for rows in tables:
        yield partial(lie_in_order, list(chain.from_iterable(rows)), answered)


def lie_in_order(rows: Sequence[int], answered: Sequence[int]) -> bool:
    """Whether these come first in this order, or the other way round."""
    first = list(dict.fromkeys(rows))
    return first in (list(answered), list(reversed(answered)))

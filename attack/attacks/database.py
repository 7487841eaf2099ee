"""The closed database: whose each kept response is, told by published sums.

A host has a dump of the database after closing. Responses are kept in it with their ratings, and
some with their organisation, beside what is published by level and sector. An integer programme
gives each response a cell, so that all sums come out. Someone who is alone in their organisation
and level is named if only one response can be theirs.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from assessments.models import Review
from assessments.models.questionnaire import Reason
from assessments.models.response import Answer, SectionAnswer
from assessments.tokens import response_key, token_of
from evidence.bank import Code
from insights.closing import close_review

from ..invented.holding import answer_all, begin, new_partnership
from ..invented.plan import (
    DONT_KNOW,
    NOT_APPLICABLE,
    SKIPPED,
    Cell,
    IntTable,
    Plan,
    Question,
    random_plan,
)
from ..reading import Constraint, read
from ..solving.solver import Programme, Row
from ..tally import Tally, of_review
from .answers import Asked, tallied


@dataclass(frozen=True)
class KeptResponse:
    """What the database keeps of a response: its key, its organisation, if any, its answers."""

    key: str
    organisation: str | None
    columns: Mapping[Question, int]


def whose(seed: int, statements: int) -> list[Tally]:
    """A closed review, and everyone who is alone in their organisation and level."""
    plan = _all_by_link(random_plan(seed, statements))
    partnership, members = new_partnership(f"Closed {seed}", plan.people)
    review = begin(partnership, plan)
    answer_all(review, plan, members)
    owners = _keys_by_cell(review)
    review = close_review(review=review)
    kept = kept_responses(review, plan)
    published = read(review, plan)
    constraints = [(one, row) for one in plan.questions for row in published[one].constraints]
    people = [len(owners[cell]) for cell in plan.cells]
    programme = assigning(plan.cells, people, kept, constraints)
    place = {one.key: at for at, one in enumerate(kept)}
    alone = [(place[owners[cell][0]], at) for at, cell in enumerate(plan.cells) if people[at] == 1]
    shape = len(kept), len(people)
    return of_review([tallied("closed database", "people alone", named(programme, shape, alone))])


def _all_by_link(plan: Plan) -> Plan:
    """The same, where all who answered have done so by their link."""
    people = [replace(one, way="silent" if one.way == "silent" else "link") for one in plan.people]
    return replace(plan, people=tuple(people))


def _keys_by_cell(review: Review) -> dict[Cell, list[str]]:
    """Whose is whose, as only their links tell: the keys of responses by the cell of members."""
    keys = defaultdict(list)
    invited = review.invitations.filter(submitted=True)
    for one in invited.select_related("review", "member__organisation"):
        if one.member.organisation:
            cell = one.member.organisation.name, one.member.level
            keys[cell].append(response_key(one, token_of(one)))
    return keys


def kept_responses(review: Review, plan: Plan) -> list[KeptResponse]:
    """Every submitted response as anyone can read it who has the database."""
    columns: dict[int, dict[Question, int]] = defaultdict(dict)
    by_code = {(one.code, one.is_importance): one for one in plan.questions}
    reasons = {Reason.DONT_KNOW: DONT_KNOW, Reason.NOT_APPLICABLE: NOT_APPLICABLE}
    ours = {"response__review": review, "response__submitted": True}
    answers = Answer.objects.filter(**ours)
    for pk, code, rating, reason in answers.values_list(
        "response", "statement__code", "rating", "reason"
    ):
        question = by_code[code, False]
        columns[pk][question] = rating - 1 if rating else question.points + reasons[Reason(reason)]
    about = SectionAnswer.objects.filter(**ours).exclude(importance=None)
    for pk, code, rating in about.values_list("response", "section__consideration", "importance"):
        columns[pk][by_code[str(Code.values.index(code)), True]] = (rating or 0) - 1
    skipped = {one: one.points + SKIPPED for one in plan.questions}
    rows = review.responses.filter(submitted=True).values_list("pk", "key", "organisation__name")
    return [KeptResponse(key, name, skipped | columns[pk]) for pk, key, name in rows]


def assigning(
    cells: Sequence[Cell],
    people: Sequence[int],
    kept: Sequence[KeptResponse],
    constraints: Sequence[tuple[Question, Constraint]],
) -> Programme:
    """Which cell each response is from: a variable of 0 or 1 for each response and cell."""
    shape = len(kept), len(cells)
    published = {one.organisation for one in kept}
    may = [
        [_may_be_of(one, organisation, published) for organisation, _level in cells] for one in kept
    ]
    rows = [Row(_ones(shape, (at, slice(None))), 1, 1) for at in range(len(kept))]
    rows += [Row(_ones(shape, (slice(None), at)), n, n) for at, n in enumerate(people)]
    for question, one in constraints:
        weights = np.zeros(shape, dtype=np.int64)
        each = [one.weights[response.columns[question]] for response in kept]
        weights[:, list(one.cells)] = np.array(each)[:, None]
        rows.append(Row(weights.ravel(), one.low, one.high))
    return Programme(np.array(may, dtype=np.int64).ravel(), rows)


def _may_be_of(kept: KeptResponse, organisation: str, published: Set[str | None]) -> bool:
    if kept.organisation:
        return kept.organisation == organisation
    return organisation not in published


def _ones(shape: tuple[int, int], where: tuple[int | slice, int | slice]) -> IntTable:
    table = np.zeros(shape, dtype=np.int64)
    table[where] = 1
    return table.ravel()


def named(
    programme: Programme, shape: tuple[int, int], alone: Sequence[tuple[int, int]]
) -> Iterator[Asked]:
    """For each response of someone alone in a cell, whether no other can be theirs."""
    for one in alone:
        yield partial(_is_certain, programme, Row(_ones(shape, one), 0, 0))


def _is_certain(programme: Programme, otherwise: Row) -> bool:
    return programme.solution(otherwise) is None

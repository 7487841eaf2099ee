"""What different readers know beside what is published: who was asked, who answered, and sheets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..invented.plan import IntTable, Plan, Question
from ..reading import Constraint, Published


@dataclass(frozen=True)
class Knowledge:
    """What a reader knows about one question, and what is true of those they know nothing of.

    `least` and `most` bound how many such people answered from each cell, and `truth` has what
    they answered, which fits the `constraints`.
    """

    question: Question
    constraints: tuple[Constraint, ...]
    least: IntTable
    most: IntTable
    truth: IntTable

    @property
    def of_everyone(self) -> "Knowledge":
        """The same reader with what is published about everyone together, and numbers of people."""
        kept = (one for one in self.constraints if one.of_everyone or all(one.weights))
        return replace(self, constraints=tuple(kept))


def member(plan: Plan, number: int, published: Published) -> Knowledge:
    """Knows who the members are, and not who has answered. Imports may be from anyone."""
    question, answers = plan.questions[number], plan.answers[number]
    truth = plan.table(answers, question.width, ("link", "sheet", "import"))
    asked = plan.table(answers, question.width, ("link", "sheet", "silent")).sum(axis=1)
    imported = int(plan.table(answers, question.width, ("import",)).sum())
    none = np.zeros_like(asked)
    constraints = tuple(map(_of_all, published.constraints))
    return Knowledge(question, constraints, none, asked + imported, truth)


def _of_all(one: Constraint) -> Constraint:
    """What a constraint on answers by link says of all answers."""
    if not one.by_link or one.high is None:
        return one
    return replace(one, high=one.high + one.entered)


def coordinator(plan: Plan, number: int, published: Published) -> Knowledge:
    """Knows who has answered, and what is on the sheets and in the files they brought in."""
    question, answers = plan.questions[number], plan.answers[number]
    known = plan.table(answers, question.width, ("sheet", "import"))
    truth = plan.table(answers, question.width, ("link",))
    people = truth.sum(axis=1)
    left = without(published.constraints, known)
    return Knowledge(question, left, people, people, truth)


def of_both(plan: Plan, number: int, target: int, first: Published, second: Published) -> Knowledge:
    """Knows two reviews, in the second of which all but one person, `target`, answered alike, and
    the sheets they typed into the first.

    That person has a row of their own, the last.
    """
    question, answers = plan.questions[number], plan.answers[number]
    cell = plan.cells.index(plan.people[target].cell)
    table = plan.table(answers, question.width, ("link",))
    sheets = plan.table(answers, question.width, ("sheet",))
    own = np.array([question.only(answers[target])], dtype=np.int64)
    table[cell] -= own[0]
    truth = np.vstack([table, own])
    whole = [
        replace(one, cells=(*one.cells, len(table))) if cell in one.cells else one
        for one in without(first.constraints, sheets)
    ]
    less = [replace(one, of_everyone=False) for one in second.constraints]
    people = truth.sum(axis=1)
    return Knowledge(question, (*whole, *less), people, people, truth)


def without(constraints: Sequence[Constraint], known: IntTable) -> tuple[Constraint, ...]:
    """What is left to say of the others once some answers are known."""

    def less(one: Constraint) -> Constraint:
        if one.by_link:
            return one
        total = int((known[list(one.cells)] @ one.weights).sum())
        low = None if one.low is None else one.low - total
        high = None if one.high is None else one.high - total
        return replace(one, low=low, high=high)

    return tuple(map(less, constraints))

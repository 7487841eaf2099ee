"""The finest results of a review that give no one away: one rung of the ladder for all questions.

A rung passes if no question fails its audit. Below the first, the rung itself tells that some
question failed above it. So there it also takes company: several questions of which the published
figures leave open that they are the one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .audit import SEED, fails
from .release import Plan, Rung, TalliedQuestion, step_scale
from .sampling import sample_tables
from .tables import Ints, Reading

COMPANY = 3
"""How many questions must each be able to be the one that failed. Two would do for a reader who
knows no one's answer; of three an insider can rule out one."""

FEWEST_QUESTIONS = 5
"""With fewer questions, of which all that could fail may be told, groups are not compared."""

TRIES = 6
"""How many tables of a question are tried for one that would have failed."""

Audit = Callable[[Iterable[tuple[TalliedQuestion, Plan, Rung]]], Iterator[bool]]
"""Asks of each question whether it fails at a rung; in order, and only as far as it is wanted."""


Tell = Callable[[int], None]
"""Is told how many questions have been checked at the present rung; from 0 again at each."""


def say_nothing(_checked: int) -> None:
    """For when no one waits."""


def audit_in_turn(asked: Iterable[tuple[TalliedQuestion, Plan, Rung]]) -> Iterator[bool]:
    """The plainest way: one after another, in this process."""
    return (fails(*one) for one in asked)


def finest_rung(
    plan: Plan,
    questions: Sequence[TalliedQuestion],
    audit: Audit = audit_in_turn,
    tell: Tell = say_nothing,
) -> Rung:
    """The first rung at which no question fails, and below the first none is pointed at either.

    With few questions that compare groups at all, only everyone is shown, whatever was answered:
    falling to it would point at one of them.
    """
    finest = plan.rungs()[0]
    compared = [one for one in questions if step_scale(one, plan, finest).edges]
    if 0 < len(compared) < FEWEST_QUESTIONS:
        return Rung.EVERYONE
    search = _Search(plan, Counter(questions), audit, tell)
    above: Rung | None = None
    for rung in plan.rungs():
        if rung == Rung.EVERYONE:
            break
        if search.fail_at(rung):
            above = rung
        elif above is None or search.have_company(rung, above):
            return rung
    return Rung.EVERYONE


@dataclass
class _Search:
    """The questions of a review, each with how many were answered just alike, and which failed."""

    plan: Plan
    questions: Mapping[TalliedQuestion, int]
    audit: Audit
    tell: Tell
    failed: frozenset[TalliedQuestion] = frozenset()

    def fail_at(self, rung: Rung) -> bool:
        """Whether any question fails; those that do are remembered.

        All are asked, even after one has failed: whoever is told how far it is would otherwise
        learn from where it stopped how many fail.
        """
        checked, failed = 0, set()
        self.tell(checked)
        answers = self.audit((one, self.plan, rung) for one in self.questions)
        for question, fails_here in zip(self.questions, answers, strict=True):
            checked += self.questions[question]
            self.tell(checked)
            if fails_here:
                failed.add(question)
        self.failed = frozenset(failed) or self.failed
        return bool(failed)

    def have_company(self, rung: Rung, above: Rung) -> bool:
        """Whether enough questions have a table that fits this rung and would have failed above."""
        found = self._number(self.failed)
        for question in self.questions.keys() - self.failed:
            if found >= COMPANY:
                break
            tables = _extreme_tables(question, self.plan, rung)
            if any(self.audit((one, self.plan, above) for one in tables)):
                found += self.questions[question]
        return found >= COMPANY

    def _number(self, questions: Iterable[TalliedQuestion]) -> int:
        return sum(self.questions[one] for one in questions)


def _extreme_tables(question: TalliedQuestion, plan: Plan, rung: Rung) -> list[TalliedQuestion]:
    """Other answers that would be published just the same, those most unlike by cell first."""
    reading = Reading(question, plan, rung)
    tables = sample_tables(reading, np.random.default_rng(SEED), reading.table)
    tables = np.unique(tables, axis=0)
    concentration = (tables.astype(float) ** 2).sum(axis=(1, 2))
    chosen = tables[np.argsort(-concentration, kind="stable")[:TRIES]]
    return [_with(question, reading, table) for table in chosen]


def _with(question: TalliedQuestion, reading: Reading, table: Ints) -> TalliedQuestion:
    rows = map(tuple, table.tolist())
    return replace(question, linked=tuple(zip(reading.cells, rows, strict=True)))

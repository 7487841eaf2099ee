"""The finest results of a review that give no one away: one rung of the ladder for all questions.

A rung passes if no question fails its audit. Below the first, the rung itself tells that some
question failed above it. So there it also takes company: several questions of which the published
figures leave open that they are the one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from .audit import SEED, fails
from .release import Plan, Question, Rung
from .sampling import sample_tables
from .tables import Ints, Reading

COMPANY = 3
"""How many questions must each be able to be the one that failed. Two would do for a reader who
knows no one's answer; of three an insider can rule out one."""

TRIES = 6
"""How many tables of a question are tried for one that would have failed."""

Audit = Callable[[Iterable[tuple[Question, Plan, Rung]]], Iterable[bool]]
"""Asks of each question whether it fails at a rung; in order, and as they are wanted."""


def audit_in_turn(asked: Iterable[tuple[Question, Plan, Rung]]) -> Iterator[bool]:
    """The plainest way: one after another, in this process."""
    return (fails(*one) for one in asked)


def finest_rung(plan: Plan, questions: Sequence[Question], audit: Audit = audit_in_turn) -> Rung:
    """The first rung at which no question fails, and below the first none is pointed at either."""
    failed: list[Question] = []
    above: Rung | None = None
    for rung in plan.rungs():
        if rung == Rung.EVERYONE:
            break
        now = _failing(plan, questions, rung, audit)
        if now:
            failed, above = now, rung
        elif above is None or _has_company(plan, questions, rung, above, failed, audit):
            return rung
    return Rung.EVERYONE


def _failing(plan: Plan, questions: Sequence[Question], rung: Rung, audit: Audit) -> list[Question]:
    """The questions that fail, until there are as many as company takes."""
    answers = audit((one, plan, rung) for one in questions)
    failing = (one for one, fails in zip(questions, answers, strict=False) if fails)
    return list(islice(failing, COMPANY))


def _has_company(
    plan: Plan,
    questions: Sequence[Question],
    rung: Rung,
    above: Rung,
    failed: Sequence[Question],
    audit: Audit,
) -> bool:
    """Whether enough questions have a table that fits this rung and would have failed above."""
    found = len(failed)
    for question in questions:
        if found >= COMPANY:
            break
        if question not in failed:
            tables = _extreme_tables(question, plan, rung)
            found += any(audit((one, plan, above) for one in tables))
    return found >= COMPANY


def _extreme_tables(question: Question, plan: Plan, rung: Rung) -> list[Question]:
    """Other answers that would be published just the same, those most unlike by cell first."""
    reading = Reading(question, plan, rung)
    if not reading.groups:
        return []
    tables = sample_tables(reading, np.random.default_rng(SEED), reading.table)
    concentration = (tables.astype(float) ** 2).sum(axis=(1, 2))
    chosen = tables[np.argsort(-concentration, kind="stable")[:TRIES]]
    return [_with(question, reading, table) for table in chosen]


def _with(question: Question, reading: Reading, table: Ints) -> Question:
    linked = dict(zip(reading.cells, map(tuple, table.tolist()), strict=True))
    return replace(question, linked=linked)

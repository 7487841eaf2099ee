"""The finest results of a review that give no one away: one rung of the ladder for all questions.

A rung passes if no question fails its audit. Below the first, the rung itself tells that some
question failed above it. So there it also takes company. Rungs at which only too few questions can
fail, as everyone's figures show, are not tried: failing there would point at one of them.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from .audit import fails, is_worth_asking
from .company import company
from .release import Plan, Rung, TalliedQuestion, step_scale

Audit = Callable[[Iterable[tuple[TalliedQuestion, Plan, Rung]]], Iterator[bool]]
"""Asks of each question whether it fails at a rung; in order, and only as far as it is wanted."""

FEWEST_QUESTIONS = 5
"""With fewer questions that compare groups, only everyone is shown, whatever was answered: a search
that overlooks one that can fail would leave it pointed at."""

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

    The order of the questions must not depend on what was answered.
    """

    @cache
    def fails_at(question: TalliedQuestion, plan: Plan, rung: Rung) -> bool:
        asked = [(question, plan, rung)]
        return is_worth_asking(question, plan, rung) and next(audit(asked))

    finest = plan.rungs()[0]
    compared = [one for one in questions if step_scale(one, plan, finest).edges]
    if 0 < len(compared) < FEWEST_QUESTIONS:
        return Rung.EVERYONE
    tried: tuple[Rung, ...] = ()
    for rung in plan.rungs():
        if rung == Rung.EVERYONE:
            break
        at_worst = company(questions, plan, Rung.EVERYONE, (*tried, rung), fails_at)
        if at_worst.able_to_fail and not at_worst.is_enough:
            continue
        if not _any_fails(questions, plan, rung, audit, tell) and (
            not tried or company(questions, plan, rung, tried, fails_at).is_enough
        ):
            return rung
        tried += (rung,)
    return Rung.EVERYONE


def _any_fails(
    questions: Sequence[TalliedQuestion], plan: Plan, rung: Rung, audit: Audit, tell: Tell
) -> bool:
    """Whether any question fails.

    All are asked, even after one has failed, and in random order: whoever is told how far it is
    would otherwise learn which questions take long, or how many fail.
    """
    alike = Counter(questions)
    asked = random.SystemRandom().sample(list(alike), len(alike))
    checked, any_fails = 0, False
    tell(checked)
    for question, fails_here in zip(asked, audit((one, plan, rung) for one in asked), strict=True):
        checked += alike[question]
        tell(checked)
        any_fails |= fails_here
    return any_fails

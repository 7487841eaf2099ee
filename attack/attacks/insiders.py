"""Insiders: one person, or two together, who read with their own answers in hand.

An insider is a place and an answer. What they know fits the tables of an outsider with at least
one such person in them, so these are searched for one in which the others are otherwise.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations_with_replacement
from random import Random

import numpy as np

from ..invented.plan import IntTable, Plan
from ..solving.fitting import Claim
from .answers import Asked, Attacker, alike, otherwise_summed, places, someone_else

Insider = tuple[int, int]
"""A cell and the column of an answer that someone in it gave."""
DIVERSE = 12
"""How many tables are looked for at random at first, for most questions to be settled by them."""


def one_insider(attacker: Attacker) -> Iterator[Asked]:
    """For everyone who answered: what they read of cells whose other people all gave one answer."""
    for insider in insiders(attacker.knowledge.truth):
        yield from _read_by(attacker, (insider,))


def sums_by_one(attacker: Attacker, plan: Plan) -> Iterator[Asked]:
    """For everyone who answered: whether they read what others add up to in a place of fewer than
    k people, themselves among them if it is theirs."""
    known = attacker.knowledge
    for insider in insiders(known.truth):
        there = _at_least(known.truth.shape, insider, 1)
        for cells in places(plan):
            others = known.truth[cells] @ known.question.raters
            own = insider[0] in cells and insider[1] < known.question.points
            if known.truth[cells].sum() < plan.k and others.sum() > own:
                summed = otherwise_summed(known.truth, cells, known.question.ratings)
                yield partial(attacker.is_fixed, [(there, *claims) for claims in summed])


def two_insiders(attacker: Attacker, chance: Random, most: int) -> Iterator[Asked]:
    """The same for this many pairs, drawn at random."""
    truth = attacker.knowledge.truth
    pairs = [
        pair
        for pair in combinations_with_replacement(insiders(truth), 2)
        if pair[0] != pair[1] or truth[pair[0]] > 1
    ]
    for pair in chance.sample(pairs, min(most, len(pairs))):
        yield from _read_by(attacker, pair)


def insiders(truth: IntTable) -> list[Insider]:
    """Everyone who answered, but for those who are alike."""
    return [(int(cell), int(column)) for cell, column in np.argwhere(truth)]


def explore(attacker: Attacker, seed: int) -> None:
    """Find a stock of tables that differ."""
    chance = np.random.default_rng(seed)
    shape = attacker.knowledge.truth.shape
    attacker.fitting.explore(chance.integers(-9, 10, shape) for _each in range(DIVERSE))


def _read_by(attacker: Attacker, known: Sequence[Insider]) -> Iterator[Asked]:
    truth = attacker.knowledge.truth
    own = np.zeros_like(truth)
    for insider in known:
        own[insider] += 1
    there = tuple(_at_least(truth.shape, insider, int(own[insider])) for insider in set(known))
    for cell, column in alike(truth - own):
        theirs = int(own[cell].sum() - own[cell, column])
        otherwise = someone_else(truth.shape, cell, column, theirs + 1)
        yield partial(attacker.is_fixed, [(*there, otherwise)])


def _at_least(shape: tuple[int, ...], insider: Insider, people: int) -> Claim:
    weights = np.zeros(shape, dtype=np.int64)
    weights[insider] = 1
    return Claim(weights, people)


def worst_odds(attacker: Attacker, chance: Random, pairs: int) -> float:
    """The best guess that any of some pairs can make about one other person, as a share of the
    tables found so far that fit, each weighed by the number of ways in which it can be."""
    truth = attacker.knowledge.truth
    tables = np.stack(attacker.fitting.found)
    weights = np.array([_log_ways(table) for table in tables])
    best = 0.0
    everyone = insiders(truth)
    for _pair in range(pairs):
        own = np.zeros_like(truth)
        for insider in chance.sample(everyone, min(2, len(everyone))):
            own[insider] += 1
        rest = tables - own
        fits = (rest >= 0).all(axis=(1, 2))
        share = np.exp(weights[fits] - weights[fits].max())
        people = rest[fits].sum(axis=2)
        some = people.min(axis=0) > 0
        if some.any():
            odds = rest[fits][:, some] / people[:, some, None]
            guess = np.tensordot(share / share.sum(), odds, axes=1)
            best = max(best, float(guess[truth[some] - own[some] > 0].max(initial=0)))
    return best


def _log_ways(table: IntTable) -> float:
    """The logarithm of the number of ways in which people can have given these answers."""
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, table.sum() + 1)))])
    return float(factorials[table.sum(axis=1)].sum() - factorials[table].sum())

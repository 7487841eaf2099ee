"""Medians, measured in turns so that a noisy moment affects everything that is compared."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

Work = Callable[[], object]
PATIENCE = 20.0
"""No comparison takes longer than this many seconds, after its first round."""


def seconds(work: Work) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def medians(times: int, **works: Work) -> dict[str, float]:
    """The median seconds of each, measured in turns for up to this many rounds, or fewer if
    slow."""
    return {name: median(some) for name, some in rounds(times, **works).items()}


def rounds(times: int, **works: Work) -> dict[str, list[float]]:
    """The seconds of each in every round, as `medians` takes them."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    end = perf_counter() + PATIENCE
    for turn in range(times):
        if turn and perf_counter() > end:
            break
        for name, work in works.items():
            taken[name].append(seconds(work))
    return taken

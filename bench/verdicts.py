"""The targets, and whether the figures of a run meet them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

Figures = dict[str, dict]
"""The measurements by database. `sizes` holds figures by number of responses."""

MILLISECONDS = 1000
PACE = 0.0006
"""The seconds an empty view takes on the machine that targets in units of time were set for."""
GROWTH = 1.5
"""Pages that cost at most this many times as much count as costing the same, allowing for noise."""


@dataclass(frozen=True)
class Verdict:
    """Whether a target is met here and, for units of time, at the pace it was set for."""

    target: str
    database: str
    measured: str
    met: bool
    at_pace: str = ""
    met_at_pace: bool = False

    @property
    def in_words(self) -> str:
        return "yes" if self.met else "at that pace" if self.met_at_pace else "**no**"

    @property
    def in_short(self) -> str:
        paced = f" ({self.at_pace} at the pace of the target)" if self.at_pace else ""
        return f"{self.database}: {self.target}: {self.measured}{paced}: {self.in_words}"


@dataclass(frozen=True)
class Target:
    """A target of at most, or at least, some value. The worst over `sizes` counts."""

    text: str
    of: Callable[[dict], float]
    bound: float
    unit: str = ""
    at_least: bool = False
    sizes: frozenset[int] | None = None
    takes_time: bool = False

    def verdict(self, database: str, found: dict) -> Verdict:
        chosen = [at for size, at in found["sizes"].items() if self._counts(int(size))]
        worst, met = self._worst([self.of(at) for at in chosen])
        if not self.takes_time:
            return Verdict(self.text, database, worst, met)
        paces = [at["saving_empty"] / PACE for at in chosen]
        if not self.at_least:
            paces = [1 / pace for pace in paces]
        paced = [self.of(at) * pace for at, pace in zip(chosen, paces, strict=True)]
        return Verdict(self.text, database, worst, met, *self._worst(paced))

    def _worst(self, values: list[float]) -> tuple[str, bool]:
        worst = min(values) if self.at_least else max(values)
        met = worst >= self.bound if self.at_least else worst <= self.bound
        return f"{worst:,.1f}{self.unit}", met

    def _counts(self, size: int) -> bool:
        return self.sizes is None or size in self.sizes


def _of(key: str, floor: str = "", times: float = 1) -> Callable[[dict], float]:
    return lambda at: at[key] * times / (at[floor] if floor else 1)


TARGETS = (
    Target(
        "Opening and counting 10,000 responses takes at most 3 times reading their rows",
        _of("tally", "floor"),
        3,
        " times",
        sizes=frozenset({10_000}),
    ),
    Target(
        "Disclosure control, without the audit, adds less than 2 seconds",
        _of("disclosure"),
        2,
        " s",
        takes_time=True,
    ),
    Target(
        "The results page takes less than 100 ms",
        _of("results", times=MILLISECONDS),
        100,
        " ms",
        takes_time=True,
    ),
    Target(
        "Saving an answer costs at most 3 empty views", _of("save_one", "saving_empty"), 3, " times"
    ),
    Target(
        "A page’s answers are saved in less than 15 ms",
        _of("save_page", times=MILLISECONDS),
        15,
        " ms",
        takes_time=True,
    ),
    Target(
        "At least 15 whole journeys a second",
        _of("journeys_a_second"),
        15,
        at_least=True,
        takes_time=True,
    ),
    Target("The PDF report takes less than 1 second", _of("pdf"), 1, " s", takes_time=True),
    Target("A first visit weighs less than 100 kB", _of("first_bytes", times=0.001), 100, " kB"),
    Target("A first visit takes fewer than 8 requests", _of("first_requests"), 7),
    Target("A further page weighs less than 30 kB", _of("next_bytes", times=0.001), 30, " kB"),
)


def verdicts(figures: Figures) -> list[Verdict]:
    """Every target on every database it was measured on."""
    return [one for name, found in figures.items() for one in _verdicts(name, found)]


def _verdicts(name: str, found: dict) -> Iterator[Verdict]:
    for target in TARGETS:
        if target.sizes is None or target.sizes & {int(size) for size in found["sizes"]}:
            yield target.verdict(name, found)
    yield _growth(name, found)
    if found["rows"] == 10_000:
        yield _bringing_in(name, found)


def _bringing_in(name: str, found: dict) -> Verdict:
    slowest = max(found["import_csv"], found["import_xlsx"])
    paced = slowest * PACE / median(at["saving_empty"] for at in found["sizes"].values())
    text = "10,000 rows are imported in less than 20 seconds"
    return Verdict(text, name, f"{slowest:.1f} s", slowest < 20, f"{paced:.1f} s", paced < 20)


def _growth(name: str, found: dict) -> Verdict:
    """Compared where the same number of groups is published: more groups make a longer page."""
    sizes = found["sizes"].values()
    most = max(at["groups"] for at in sizes)
    views = [at["results"] / at["results_empty"] for at in sizes if at["groups"] == most]
    growth = max(views) / min(views)
    text = "The results page costs no more empty views with more responses"
    return Verdict(text, name, f"{growth:.1f} times the least", growth <= GROWTH)

"""The targets, and whether the figures of a run meet them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Figures = dict[str, dict]
"""What was measured, by database: `sizes` holds figures by number of responses."""

MILLISECONDS = 1000
GROWTH = 1.5
"""Pages that take at most this many times as long are taken to be as fast: noise is that wide."""


@dataclass(frozen=True)
class Verdict:
    target: str
    database: str
    measured: str
    met: bool

    @property
    def in_short(self) -> str:
        return f"{self.database}: {self.target}: {self.measured}: {'met' if self.met else 'missed'}"


@dataclass(frozen=True)
class Target:
    """Something that is to be at most, or at least, so much: the worst over `sizes` counts."""

    text: str
    of: Callable[[dict], float]
    bound: float
    unit: str = ""
    at_least: bool = False
    sizes: frozenset[int] | None = None

    def verdict(self, database: str, found: dict) -> Verdict:
        chosen = [at for size, at in found["sizes"].items() if self._counts(int(size))]
        values = [self.of(at) for at in chosen]
        worst = min(values) if self.at_least else max(values)
        met = worst >= self.bound if self.at_least else worst <= self.bound
        return Verdict(self.text, database, f"{worst:,.1f}{self.unit}", met)

    def _counts(self, size: int) -> bool:
        return self.sizes is None or size in self.sizes


def measuring(at: dict) -> float:
    """Counting and measuring beside the bare GROUP BY: publishing without what is timed apart."""
    return (at["publish"] - at["disclosure"] - at["writing"]) / at["floor"]


def _of(key: str, floor: str = "", times: float = 1) -> Callable[[dict], float]:
    return lambda at: at[key] * times / (at[floor] if floor else 1)


TARGETS = (
    Target(
        "Counting 10,000 responses takes at most 3 times the bare GROUP BY",
        _of("tally", "floor"),
        3,
        " times",
        sizes=frozenset({10_000}),
    ),
    Target(
        "So do counting and measuring together",
        measuring,
        3,
        " times",
        sizes=frozenset({10_000}),
    ),
    Target("Disclosure control adds less than 2 seconds", _of("disclosure"), 2, " s"),
    Target(
        "The results page takes less than 100 ms", _of("results", times=MILLISECONDS), 100, " ms"
    ),
    Target(
        "Saving an answer costs at most 3 empty views", _of("save_one", "saving_empty"), 3, " times"
    ),
    Target(
        "A page’s answers are saved in less than 15 ms",
        _of("save_page", times=MILLISECONDS),
        15,
        " ms",
    ),
    Target("At least 15 whole journeys a second", _of("journeys_a_second"), 15, "", at_least=True),
    Target("The PDF report takes less than 1 second", _of("pdf"), 1, " s"),
    Target("A first visit weighs less than 100 kB", _of("first_bytes", times=0.001), 100, " kB"),
    Target("A first visit takes fewer than 6 requests", _of("first_requests"), 5),
    Target("A further page weighs less than 30 kB", _of("next_bytes", times=0.001), 30, " kB"),
)


def verdicts(figures: Figures) -> list[Verdict]:
    """Every target on every database on which it was measured."""
    return [one for name, found in figures.items() for one in _verdicts(name, found)]


def _verdicts(name: str, found: dict) -> Iterator[Verdict]:
    for target in TARGETS:
        if target.sizes is None or target.sizes & {int(size) for size in found["sizes"]}:
            yield target.verdict(name, found)
    yield _growth(name, found)
    slowest = max(found["import_csv"], found["import_xlsx"])
    text = "10,000 rows are brought in in less than 20 seconds"
    if found["rows"] == 10_000:
        yield Verdict(text, name, f"{slowest:.1f} s", slowest < 20)


def _growth(name: str, found: dict) -> Verdict:
    """Compared where equally many groups are published: more groups make a longer page."""
    sizes = found["sizes"].values()
    most = max(at["groups"] for at in sizes)
    times = [at["results"] for at in sizes if at["groups"] == most]
    growth = max(times) / min(times)
    text = "The results page does not take longer with more responses"
    return Verdict(text, name, f"{growth:.1f} times the fastest", growth <= GROWTH)

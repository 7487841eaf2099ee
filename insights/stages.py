"""Where on the journey the weak link is: what the statements of each stage say together.

Nothing is counted here. A stage's figure comes of the published figures of its statements, by the
rule by which a consideration's does (`figures.together`), so it tells nothing that they don't.
"""

from dataclasses import dataclass

from evidence.bank import Consideration, Stage

from .figures import Figure, together
from .models import COMPARISONS
from .results import Compared, Results, Seen, StatementResult

LEAST_STEP = 0.2
"""The smallest distance between stages, in points, at which one is called the weak link."""

MOST_LINKS = 2
"""How many of a stage's lowest statements are named."""


@dataclass(frozen=True)
class Placed:
    """A statement on the journey, and the consideration it belongs to."""

    result: StatementResult
    consideration: Consideration

    @property
    def mean(self) -> float:
        """As everyone sees it."""
        return self.result.everyone.mean


@dataclass(frozen=True)
class StageResult(Compared):
    """How one stage is seen, and its statements, the lowest first."""

    stage: Stage
    statements: list[Placed]
    """Those that are shown of everyone."""

    @property
    def weak_links(self) -> list[Placed]:
        """Its lowest statements, as everyone sees them, of those under the stage's own mean."""
        if not isinstance(self.everyone, Figure):
            return []
        under = [one for one in self.statements if one.mean < self.everyone.mean]
        return under[:MOST_LINKS]


def journey(results: Results) -> list[StageResult]:
    """The stages in order, those that nothing was asked about left out."""
    placed = [Placed(one, result.consideration) for result in results for one in result.statements]
    stages = [(stage, [one for one in placed if _at(one) == stage]) for stage in Stage]
    return [_stage_result(stage, here, results) for stage, here in stages if here]


def weak_link(stages: list[StageResult]) -> StageResult | None:
    """The stage that is seen least favourably, if it stands apart from the others."""
    shown = sorted((one for one in stages if isinstance(one.everyone, Figure)), key=_stage_mean)
    if len(shown) < 2 or _stage_mean(shown[-1]) - _stage_mean(shown[0]) < LEAST_STEP:
        return None
    return shown[0]


def _stage_mean(stage: StageResult) -> float:
    return stage.everyone.mean


def _at(placed: Placed) -> str:
    return placed.result.statement.stage


def _stage_result(stage: Stage, here: list[Placed], results: Results) -> StageResult:
    shown = [one for one in here if isinstance(one.result.everyone, Figure)]
    return StageResult(
        everyone=together([one.result.everyone for one in here]),
        groups={
            grouping: [
                Seen(group, together([one.result.groups[grouping][place].figure for one in here]))
                for place, group in enumerate(results.groups[grouping])
            ]
            for grouping in COMPARISONS
        },
        stage=stage,
        statements=sorted(shown, key=lambda one: one.mean),
    )

"""Where the weak link on the journey is: the combined statements of each stage.

Nothing is counted here. A stage's figure is worked out from the published figures of its
statements, by the same rule as a consideration's (`figures.combined_figure`), so it reveals nothing
new.
"""

from dataclasses import dataclass

from evidence.bank import Consideration, Stage
from insights.models import COMPARED_GROUPINGS
from insights.statistics.figures import Figure, combined_figure, combined_figures

from .load import ComparedResult, GroupFigure, Results, StatementResult, with_figure

LEAST_STEP = 0.2
"""The smallest distance between stages, in points, at which one is called the weak link."""

MOST_LINKS = 2
"""How many of a stage's lowest statements are named."""


@dataclass(frozen=True)
class StageStatement:
    """A statement on the journey that is shown for everyone, and its consideration."""

    result: StatementResult
    consideration: Consideration
    figure: Figure
    """As everyone sees it."""


@dataclass(frozen=True)
class StageResult(ComparedResult):
    """How one stage is rated, and its statements, lowest first."""

    stage: Stage
    statements: list[StageStatement]

    @property
    def weak_links(self) -> list[StageStatement]:
        """Its lowest rated statements, of those below the stage's own mean."""
        if not isinstance(self.everyone, Figure):
            return []
        mean = self.everyone.shown_mean
        under = [one for one in self.statements if one.figure.shown_mean < mean]
        return under[:MOST_LINKS]


def stage_results(results: Results) -> list[StageResult]:
    """The stages in order, leaving out any that nothing was asked about."""
    by_stage: dict[str, list[tuple[StatementResult, Consideration]]] = {}
    for result in results:
        for one in result.statements:
            by_stage.setdefault(one.statement.stage, []).append((one, result.consideration))
    return [_stage_result(one, by_stage[one], results) for one in Stage if one in by_stage]


def weak_link(stages: list[StageResult]) -> StageResult | None:
    """The lowest rated stage, if it is alone in that and clearly below the highest."""
    ordered = sorted(with_figure(stages), key=lambda pair: pair[1].mean)
    means = [figure.shown_mean for _stage, figure in ordered]
    if len(ordered) < 2 or means[0] == means[1] or means[-1] - means[0] < LEAST_STEP:
        return None
    return ordered[0][0]


def _stage_result(
    stage: Stage, here: list[tuple[StatementResult, Consideration]], results: Results
) -> StageResult:
    statements = [one for one, _consideration in here]
    placed = [
        StageStatement(one, consideration, one.everyone)
        for one, consideration in here
        if isinstance(one.everyone, Figure)
    ]
    points = results.scale.points
    return StageResult(
        everyone=combined_figure([one.everyone for one in statements], points),
        groups={
            grouping: [
                GroupFigure(group, figure)
                for group, figure in zip(
                    results.groups[grouping],
                    combined_figures(
                        [[seen.figure for seen in one.groups[grouping]] for one in statements],
                        points,
                    ),
                    strict=False,
                )
            ]
            for grouping in COMPARED_GROUPINGS
        },
        stage=stage,
        statements=sorted(placed, key=lambda one: one.figure.mean),
    )

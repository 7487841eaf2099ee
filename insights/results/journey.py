"""The journey: what partners put in, what they do and what comes of it, statement by statement.

A column's statements can be set beside each other. Columns can't: they hold different questions, so
a column has no figure of its own. Nothing is counted here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.bank import Consideration, OutcomeLevel, Stage
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld

from .load import Results, StatementResult

Place = tuple[Stage, OutcomeLevel | None]
"""Where on the journey a statement is: its stage, and its level if it says one."""


@dataclass(frozen=True)
class JourneyStatement:
    """A statement on the journey, and the consideration it belongs to."""

    result: StatementResult
    consideration: Consideration

    @property
    def figure(self) -> MaybeWithheld:
        """As everyone sees it."""
        return self.result.everyone


@dataclass(frozen=True)
class Column:
    """The statements of one stage, or of the outcomes of one level: the lowest rated first, and
    those without a figure last."""

    stage: Stage
    label: str
    statements: list[JourneyStatement]

    @property
    def shown(self) -> list[tuple[JourneyStatement, Figure]]:
        """The statements that have a figure, with it."""
        return [(one, one.figure) for one in self.statements if isinstance(one.figure, Figure)]

    @property
    def lowest(self) -> list[JourneyStatement]:
        """The lowest rated statement, or all that are rated just as low."""
        return self._rated_like(0)

    @property
    def highest(self) -> list[JourneyStatement]:
        """The highest rated statement, or all that are rated just as high."""
        return self._rated_like(-1)

    def _rated_like(self, place: int) -> list[JourneyStatement]:
        shown = self.shown
        if not shown:
            return []
        rank = _rank(shown[place][1])
        return [one for one, figure in shown if _rank(figure) == rank]


def journey_columns(results: Results) -> list[Column]:
    """The columns in order, leaving out any that nothing was asked about."""
    by_place: dict[Place, list[JourneyStatement]] = {}
    for result in results:
        for one in result.statements:
            statement = JourneyStatement(one, result.consideration)
            by_place.setdefault(_place_of(one), []).append(statement)
    has_levels = any(level for _stage, level in by_place)
    return [
        Column(
            place[0],
            _label(*place, has_levels=has_levels),
            sorted(by_place[place], key=lowest_first),
        )
        for place in _places()
        if place in by_place
    ]


def _places() -> Iterator[Place]:
    """Every place in order. Outcomes that don't say their level are last."""
    yield Stage.INPUT, None
    yield Stage.ACTIVITY, None
    for level in OutcomeLevel:
        yield Stage.OUTCOME, level
    yield Stage.OUTCOME, None


def _place_of(one: StatementResult) -> Place:
    level = one.statement.level
    return Stage(one.statement.stage), OutcomeLevel(level) if level else None


def _label(stage: Stage, level: OutcomeLevel | None, *, has_levels: bool) -> str:
    if level:
        return {
            OutcomeLevel.PARTNERS: _("Outcomes for partners and staff"),
            OutcomeLevel.SERVICES: _("Outcomes for services"),
            OutcomeLevel.PEOPLE: _("Outcomes for people and communities"),
        }[level]
    return {
        Stage.INPUT: _("Inputs"),
        Stage.ACTIVITY: _("Activities"),
        Stage.OUTCOME: _("Other outcomes") if has_levels else _("Outcomes"),
    }[stage]


def lowest_first(one: JourneyStatement) -> tuple[bool, tuple[float, float, float]]:
    """A key that puts the lowest rated first, and what has no figure last."""
    if not isinstance(one.figure, Figure):
        return True, (0, 0, 0)
    return False, _rank(one.figure)


def _rank(figure: Figure) -> tuple[float, float, float]:
    """By the mean as it is shown; of equal ones by how many are positive, then negative."""
    if not isinstance(figure, FullFigure):
        return figure.shown_mean, 0, 0
    return (
        figure.shown_mean,
        measures.favourable_share(figure.counts),
        -measures.unfavourable_share(figure.counts),
    )

"""A member's own answers beside everyone's. Only ever made for the person who gave them.

Own answers come from the member's response, and everything else from published results.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.models import AskedStatement
from assessments.responses.read_model import OwnResponse
from evidence.bank import Consideration
from insights.charts.base import colour_step
from insights.results.load import Results
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld
from insights.tables.base import NOTHING, CellValue, ResultsTable, mean_cell
from insights.wording.figures import short_figure

NEAR_SHARE = 0.25
"""How close an own rating must be to everyone's mean to count as near, as a share of the scale: a
point of five."""


def point_colour(point: int, points: int) -> str:
    """The colour of a point of the scale, mixed from the two nearest tokens."""
    step = colour_step(point, points)
    low = min(4, int(step))
    return f"color-mix(in srgb, var(--point-{low + 1}) {step - low:.0%}, var(--point-{low}))"


@dataclass(frozen=True)
class BarSlice:
    """One point's share of a bar, with its start and width in per cent."""

    colour: str
    start: float
    width: float
    is_own: bool


@dataclass(frozen=True)
class ComparedStatement:
    """One statement: the own answer in words, where it is on the scale if it is a rating, and what
    everyone said."""

    statement: AskedStatement
    answer: str
    point: int | None
    everyone: MaybeWithheld
    scale: ShownScale

    @property
    def distance(self) -> float | None:
        """The distance of the own rating from everyone's mean. None without either."""
        if self.point is None or not isinstance(self.everyone, Figure):
            return None
        return abs(self.point - self.everyone.mean)

    @property
    def is_near(self) -> bool:
        """Whether the own rating is close to everyone's mean."""
        near = NEAR_SHARE * (self.scale.points - 1)
        return self.distance is not None and self.distance <= near

    @property
    def same_answer_sentence(self) -> str:
        """How many people said the same. Empty if that is not published."""
        figure = self.everyone
        if self.point is None or not isinstance(figure, FullFigure):
            return ""
        same = {
            "same": figure.counts[self.point - 1],
            "n": figure.n,
            "label": self.scale.labels[self.point - 1],
        }
        if self.scale.is_in_classes:
            return _("%(same)s of the %(n)s people who gave a rating chose “%(label)s”.") % same
        return _("%(same)s of the %(n)s people who gave a rating chose this.") % same

    @property
    def mean(self) -> str:
        return short_figure(self.everyone)

    @property
    def slices(self) -> list[BarSlice]:
        """What everyone said, as a bar. Empty unless it is shown how they answered."""
        if not isinstance(self.everyone, FullFigure):
            return []
        counts, start, slices = self.everyone.counts, 0.0, []
        for point, count in enumerate(counts, start=1):
            width = count / self.everyone.n * 100
            colour = point_colour(point, len(counts))
            slices.append(BarSlice(colour, round(start, 2), round(width, 2), point == self.point))
            start += width
        return slices


@dataclass(frozen=True)
class ComparedConsideration:
    """One consideration: its statements, and the own mean beside everyone's."""

    consideration: Consideration
    statements: list[ComparedStatement]
    everyone: MaybeWithheld
    table: ResultsTable

    @property
    def own_mean(self) -> float | None:
        rated = [one.point for one in self.statements if one.point is not None]
        return sum(rated) / len(rated) if rated else None


@dataclass(frozen=True)
class OwnComparison:
    """All own answers beside everyone's."""

    own_heading: str
    points: int
    considerations: list[ComparedConsideration]

    @property
    def statements(self) -> list[ComparedStatement]:
        return [one for each in self.considerations for one in each.statements]

    @property
    def tables(self) -> list[ResultsTable]:
        """Every table of the page."""
        return [self.table, *(one.table for one in self.considerations)]

    @property
    def summary(self) -> str:
        """How close the own answers are to everyone's, and where they differ most."""
        rated = [
            (distance, one) for one in self.statements if (distance := one.distance) is not None
        ]
        if not rated:
            return _("You gave no rating that could be compared with everyone’s.")
        near = sum(one.is_near for one in self.statements)
        _distance, furthest = max(rated, key=lambda pair: pair[0])
        return _(
            "On %(near)s of %(rated)s statements your answer is close to everyone’s mean: within a "
            "quarter of the scale. The biggest difference is on “%(statement)s”: you chose "
            "“%(answer)s”, and everyone’s mean is %(mean)s out of %(points)s."
        ) % {
            "near": near,
            "rated": len(rated),
            "statement": furthest.statement.text,
            "answer": furthest.answer,
            "mean": furthest.mean,
            "points": self.points,
        }

    @property
    def table(self) -> ResultsTable:
        """Each consideration with the own mean and everyone's."""
        return ResultsTable(
            id="beside",
            caption=_("Mean rating for each consideration"),
            head=[_("Consideration"), self.own_heading, _("Everyone")],
            rows=[
                [
                    one.consideration.name,
                    NOTHING if one.own_mean is None else round(one.own_mean, 1),
                    mean_cell(one.everyone),
                ]
                for one in self.considerations
            ],
        )


def compare_own(own: OwnResponse, results: Results, own_heading: str) -> OwnComparison:
    """A response beside its review's published results. `own_heading` is the heading of its
    column."""
    given = {page.section.consideration: page.answers for page in own.pages}
    considerations, scale = [], results.scale
    for result in results:
        answers = given[result.consideration.code]
        statements = [
            ComparedStatement(
                seen.statement,
                answer.answer,
                _own_point(own, answer.statement, scale),
                seen.everyone,
                scale,
            )
            for seen, answer in zip(result.statements, answers, strict=True)
        ]
        table = _table(result.consideration, statements, own_heading, scale)
        considerations.append(
            ComparedConsideration(result.consideration, statements, result.everyone, table)
        )
    return OwnComparison(own_heading, scale.points, considerations)


def _own_point(own: OwnResponse, statement: AskedStatement, scale: ShownScale) -> int | None:
    """Where the own rating is on the scale shown. None if none was given."""
    value = own.values.get(statement.pk, "")
    return scale.place(int(value)) if value.isdecimal() else None


def _table(
    consideration: Consideration,
    statements: list[ComparedStatement],
    own_heading: str,
    scale: ShownScale,
) -> ResultsTable:
    return ResultsTable(
        id=f"beside-{consideration.code}",
        caption=_("How many people chose each answer: %(name)s") % {"name": consideration.name},
        head=[
            _("Statement"),
            own_heading,
            *scale.labels,
            _("Don’t know"),
            _("Doesn’t apply"),
        ],
        rows=[
            [one.statement.text, one.answer or NOTHING, *_count_cells(one.everyone, scale)]
            for one in statements
        ],
    )


def _count_cells(shown: MaybeWithheld, scale: ShownScale) -> list[CellValue]:
    if not isinstance(shown, FullFigure):
        return [NOTHING] * (scale.points + 2)
    return [*shown.counts, shown.dont_know, shown.not_applicable]

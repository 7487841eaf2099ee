"""Figures on statements as tables: how each was answered, by everyone and by each group."""

from django.utils.translation import gettext as _

from insights.models import Grouping
from insights.results.load import ConsiderationResult, Results, StatementResult
from insights.results.patterns import PatternMatches
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure, MaybeWithheld
from insights.wording.figures import agreement_in_words

from .base import NOTHING, CellValue, ResultsTable, mean_cell, shade


def patterns_table(found: list[PatternMatches], scale: ShownScale) -> ResultsTable:
    """Every statement that stands out, by its pattern, with how many chose each answer."""
    examples = [(one.pattern, example) for one in found for example in one.examples]
    return ResultsTable(
        id="agreed",
        caption=_("Statements that stand out, and how many people chose each answer"),
        head=[
            _("Statement"),
            _("Pattern"),
            *_distribution_head(scale),
        ],
        rows=[
            [
                example.result.statement.text,
                str(pattern.name),
                *_distribution_row(example.result.everyone, scale),
            ]
            for pattern, example in examples
        ],
        codes=[example.consideration.code for _pattern, example in examples],
    )


def statements_table(result: ConsiderationResult, scale: ShownScale) -> ResultsTable:
    """How many people chose each answer to each statement, or the step of everyone's mean."""
    shown = [one.everyone for one in result.statements]
    in_steps = any(isinstance(one, Figure) and one.step for one in shown)
    rows = [[mean_cell(one)] if in_steps else _distribution_row(one, scale) for one in shown]
    return ResultsTable(
        id="statements",
        caption=_("Everyone’s mean") if in_steps else _("How many people chose each answer"),
        head=[_("Statement"), *([_("Mean")] if in_steps else _distribution_head(scale))],
        rows=[[one.statement.text, *row] for one, row in zip(result.statements, rows, strict=True)],
        section_headings=_headings(result),
    )


def spread_table(seen: StatementResult, grouping: Grouping, scale: ShownScale) -> ResultsTable:
    """How many people in each group chose each answer to one statement, as far as it may be
    shown. Only everyone's Don't know and Doesn't apply may be."""
    groups: list[tuple[str, MaybeWithheld]] = [(_("Everyone"), seen.everyone)]
    groups += [(one.group.heading, one.figure) for one in seen.groups[grouping]]
    return ResultsTable(
        id=f"spread-{seen.statement.code}",
        caption=_("How many people of each group chose each answer"),
        head=[str(grouping.label), *_distribution_head(scale)],
        rows=[[label, *_distribution_row(shown, scale)] for label, shown in groups],
    )


def _distribution_head(scale: ShownScale) -> list[str]:
    return [_("Mean"), *scale.labels, _("Don’t know"), _("Doesn’t apply"), _("Agreement")]


def _distribution_row(shown: MaybeWithheld, scale: ShownScale) -> list[CellValue]:
    """The mean, how many people chose each answer, and how far they agree, as far as may be
    shown."""
    if not isinstance(shown, Figure):
        return [mean_cell(shown), *[NOTHING] * (scale.points + 3)]
    others = [NOTHING, NOTHING] if shown.step else [shown.dont_know, shown.not_applicable]
    return [
        mean_cell(shown),
        *(shown.counts or [NOTHING] * scale.points),
        *others,
        agreement_in_words(shown.counts or ()) or NOTHING,
    ]


def groups_table(result: ConsiderationResult, results: Results, grouping: Grouping) -> ResultsTable:
    """The mean of each statement for each group that may be shown."""
    groups, points = results.groups[grouping], results.scale.points
    return ResultsTable(
        id="groups",
        caption=_("Mean by %(grouping)s") % {"grouping": grouping.label.lower()},
        head=[_("Statement"), *(group.heading for group in groups)],
        rows=[
            [one.statement.text, *(mean_cell(seen.figure) for seen in one.groups[grouping])]
            for one in result.statements
        ],
        shades=[
            [shade(seen.figure, points) for seen in one.groups[grouping]]
            for one in result.statements
        ],
        section_headings=_headings(result),
    )


def _headings(result: ConsiderationResult) -> list[str]:
    return [one.statement.heading for one in result.statements]

"""Figures as tables: the same that the charts show, in text. The first cell of a row heads it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.models import Questionnaire, Review

from . import sentences
from .changes import ConsiderationChange
from .models import Grouping
from .results import ConsiderationResult, Figure, Results


@dataclass(frozen=True)
class Table:
    """The figures of a chart as rows of text. The first cell of a row is its heading."""

    caption: str
    head: list[str]
    rows: list[list[str]]


def difference_table(results: Results, grouping: Grouping) -> Table:
    """The mean of each group on each consideration, the widest gap first."""
    groups = results.groups[grouping]
    return Table(
        caption=_("Mean by %(grouping)s, the widest gap first")
        % {"grouping": grouping.label.lower()},
        head=[_("Consideration"), *(f"{group} ({group.people})" for group in groups), _("Gap")],
        rows=[
            [
                one.consideration.name,
                *(sentences.in_short(seen.figure) for seen in one.groups[grouping]),
                sentences.points(gap.as_shown) if (gap := one.gap(grouping)) else "–",
            ]
            for one in results.by_gap(grouping)
        ],
    )


def standing_table(results: Results, questionnaire: Questionnaire) -> Table:
    rows = []
    for one in results:
        figure = one.everyone
        counted = isinstance(figure, Figure)
        spread = figure.spread if counted else None
        rows.append(
            [
                one.consideration.name,
                sentences.in_short(figure),
                _("%(low)s to %(high)s") % {"low": spread[0], "high": spread[1]} if spread else "–",
                sentences.agreement_in_words(figure.agreement) if counted else "–",
                sentences.in_short(one.importance),
                str(figure.n) if counted else "–",
            ]
        )
    return Table(
        caption=_("Everyone, on a scale from 1 to %(points)s") % {"points": questionnaire.points},
        head=[
            _("Consideration"),
            _("Mean"),
            _("Middle half"),
            _("Agreement"),
            _("Importance"),
            _("People"),
        ],
        rows=rows,
    )


def statements_table(result: ConsiderationResult, questionnaire: Questionnaire) -> Table:
    rows = []
    for one in result.statements:
        figure = one.everyone
        if isinstance(figure, Figure):
            cells = [
                sentences.points(figure.mean),
                *map(str, figure.counts),
                str(figure.dont_know),
                str(figure.not_applicable),
            ]
        else:
            cells = [_("withheld"), *["–"] * (questionnaire.points + 2)]
        rows.append([one.statement.text, *cells])
    return Table(
        caption=_("How many people chose each answer"),
        head=[
            _("Statement"),
            _("Mean"),
            *questionnaire.rating_labels,
            _("Don’t know"),
            _("Doesn’t apply"),
        ],
        rows=rows,
    )


def groups_table(result: ConsiderationResult, results: Results, grouping: Grouping) -> Table:
    """The mean of each statement for each group that may be shown."""
    groups = results.groups[grouping]
    return Table(
        caption=_("Mean by %(grouping)s") % {"grouping": grouping.label.lower()},
        head=[_("Statement"), *(f"{group} ({group.people})" for group in groups)],
        rows=[
            [
                one.statement.text,
                *(sentences.in_short(seen.figure) for seen in one.groups[grouping]),
            ]
            for one in result.statements
        ],
    )


def changes_table(changes: list[ConsiderationChange], earlier: Review, review: Review) -> Table:
    """Each consideration then and now, over the statements that both rounds share."""
    return Table(
        caption=_("Mean over the statements that both reviews share"),
        head=[_("Consideration"), str(earlier), str(review), _("Change"), _("Statements")],
        rows=[
            [
                one.consideration.name,
                sentences.points(one.before),
                sentences.points(one.now),
                sentences.signed(one.points),
                str(len(one.statements)),
            ]
            for one in changes
        ],
    )

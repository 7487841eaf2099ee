"""The journey in words: the lowest and the highest rated statement of each column, with counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.results.journey import Column, JourneyStatement
from insights.statistics.figures import FullFigure, MaybeWithheld

from .figures import counted_in_words, short_figure

MOST_NAMED = 2
"""Of statements that are rated the same, so many are named and the rest counted."""


@dataclass(frozen=True)
class EndInWords:
    """One end of a column: its statements with their figures in words, and how many more."""

    heading: str
    named: list[tuple[JourneyStatement, str]]
    unnamed: int


@dataclass(frozen=True)
class ColumnInWords:
    """A column in words: its name, how many statements it has, and its ends."""

    label: str
    counted: str
    ends: list[EndInWords]


def columns_in_words(columns: list[Column]) -> list[ColumnInWords]:
    """The journey, column by column."""
    return [
        ColumnInWords(
            label=one.label,
            counted=ngettext("%(number)s statement", "%(number)s statements", len(one.statements))
            % {"number": len(one.statements)},
            ends=list(_ends(one)),
        )
        for one in columns
    ]


def _ends(column: Column) -> Iterator[EndInWords]:
    lowest, highest = column.lowest, column.highest
    if not lowest:
        return
    if len(lowest) == 1 == len(column.shown):
        yield _end(_("Rated"), lowest)
    elif lowest == highest:
        yield _end(_("All rated the same"), lowest)
    else:
        yield _end(_("Rated lowest"), lowest)
        yield _end(_("Rated highest"), highest)


def _end(heading: str, statements: list[JourneyStatement]) -> EndInWords:
    named = [(one, rated_in_words(one.figure)) for one in statements[:MOST_NAMED]]
    return EndInWords(heading, named, len(statements) - len(named))


def rated_in_words(figure: MaybeWithheld) -> str:
    """How many people are on either side, or the step if that is all there is."""
    return counted_in_words(figure) if isinstance(figure, FullFigure) else short_figure(figure)


def journey_sentence(columns: list[Column]) -> str:
    """The lowest rated statement of each column, none of which is compared with another."""
    parts = [
        _("%(column)s: %(statements)s") % {"column": one.label, "statements": _named(one.lowest)}
        for one in columns
        if one.lowest
    ]
    if not parts:
        return _("There are not enough answers to show the journey.")
    return _("Rated lowest in each part. %(parts)s.") % {"parts": "; ".join(parts)}


def _named(statements: list[JourneyStatement]) -> str:
    named = [
        _("“%(statement)s”") % {"statement": one.result.statement.text.rstrip(".")}
        for one in statements[:MOST_NAMED]
    ]
    if more := len(statements) - len(named):
        counted = ngettext("%(number)s other", "%(number)s others", more) % {"number": more}
        named.append(counted)
    return get_text_list(named, _("and"))

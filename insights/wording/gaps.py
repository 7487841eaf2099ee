"""Differences between groups in words: as far as they are wider than chance would explain."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evidence.bank import Consideration
from insights.models import Grouping
from insights.results.gaps import (
    FEWEST_STATEMENTS,
    CalledGap,
    Grade,
    WhereViewsDiffer,
    expected_by_chance,
    gaps_of,
    sorted_by_gap,
    where_views_differ,
    widest_gaps,
)
from insights.results.load import ConsiderationResult, Gap, Results, StatementResult
from insights.results.patterns import find_patterns_among, patterns_of

from .figures import format_points, format_step, short_figure

GROUPING_HEADINGS = {
    Grouping.ORGANISATION: gettext_lazy("By organisation"),
    Grouping.PARTNER_GROUP: gettext_lazy("By partner group"),
    Grouping.SECTOR: gettext_lazy("By sector"),
    Grouping.LEVEL: gettext_lazy("By level"),
}
"""The heading for the groups of each grouping."""

GRADES = {
    Grade.WIDER: gettext_lazy("This is wider than chance would explain."),
    Grade.PERHAPS: gettext_lazy("Chance could do this too: ask before you conclude."),
    Grade.UNTESTED: gettext_lazy("We can’t say here whether chance could do this."),
}
"""What is said of a gap that is worth a sentence."""

DIFFERING = {
    WhereViewsDiffer.BETWEEN: gettext_lazy("Views differ mostly between groups."),
    WhereViewsDiffer.WITHIN: gettext_lazy(
        "Views differ mostly within groups, not because of the group people belong to."
    ),
    WhereViewsDiffer.UNKNOWN: gettext_lazy(
        "Not all groups are shown, so we can’t say whether views differ mostly between groups or "
        "within them."
    ),
}
"""Where views differ, as far as that can be told."""


def apart_sentence(gap: Gap) -> str:
    """Which two groups are furthest apart, and how far."""
    named = {
        "higher": gap.higher.group,
        "high": short_figure(gap.higher.figure),
        "lower": gap.lower.group,
        "low": short_figure(gap.lower.figure),
        "width": gap_width(gap),
    }
    if gap.is_least:
        apart = _("%(higher)s (%(high)s) and %(lower)s (%(low)s) are at least %(width)s apart.")
    elif gap.in_steps:
        apart = _("%(higher)s (%(high)s) and %(lower)s (%(low)s) are about %(width)s apart.")
    else:
        apart = _("%(higher)s (%(high)s) and %(lower)s (%(low)s) are %(width)s apart.")
    return apart % named


def gap_width(gap: Gap) -> str:
    """How wide a gap is, in points."""
    if not gap.in_steps:
        return _("%(width)s points") % {"width": format_points(gap.width)}
    if gap.width < 1:
        return _("%(part)s a point") % {"part": format_step(gap.width)}
    return ngettext("%(width)s point", "%(width)s points", ceil(gap.width)) % {
        "width": format_step(gap.width)
    }


def gap_in_words(gap: Gap) -> str:
    """How wide a gap is, as a number: "1½", or "at least 1½"."""
    if not gap.in_steps:
        return format_points(gap.width)
    width = format_step(gap.width)
    if not gap.is_least:
        return width
    return _("at least %(width)s") % {"width": width} if gap.width else _("0 or more")


def called_sentence(called: CalledGap) -> str:
    """Which groups are apart on a statement, and whether chance could do that."""
    return f"{apart_sentence(called.gap)} {GRADES[called.grade]}"


def statement_sentence(seen: StatementResult, results: Results, grouping: Grouping) -> str:
    """Where groups differ on a statement, and if views are apart whether that is by group.

    Empty if groups are less than a quarter of the scale apart and views are not apart either.
    """
    points = results.scale.points
    gaps = gaps_of(seen, points, grouping)
    said = [called_sentence(gaps[0])] if gaps else []
    lies = where_views_differ(seen, results, grouping)
    if lies in (WhereViewsDiffer.BETWEEN, WhereViewsDiffer.WITHIN) and _is_apart(seen, points):
        said.append(str(DIFFERING[lies]))
    return " ".join(said)


def _is_apart(seen: StatementResult, points: int) -> bool:
    return any(one.is_of_views_apart for one in patterns_of(seen, points))


def said_of_statements(
    result: ConsiderationResult, results: Results, grouping: Grouping
) -> list[tuple[str, str]]:
    """Each statement of which something may be said about groups, with what that is."""
    said = [
        (one.statement.text, statement_sentence(one, results, grouping))
        for one in result.statements
    ]
    return [(statement, sentence) for statement, sentence in said if sentence]


def unknown_note(result: ConsiderationResult, results: Results, grouping: Grouping) -> str:
    """That it can't be said whether views on some statements differ by group. Empty if it can."""
    unknown = any(
        _is_apart(one, results.scale.points)
        and where_views_differ(one, results, grouping) == WhereViewsDiffer.UNKNOWN
        for one in result.statements
    )
    return str(DIFFERING[WhereViewsDiffer.UNKNOWN]) if unknown else ""


def difference_sentence(results: Results, grouping: Grouping) -> str:
    """On how many statements groups differ by more than chance would explain, and where most.

    None is named as the widest if these are no more than chance would give.
    """
    statements = [one for result in results for one in result.statements]
    if not any(one.gap(grouping) for one in statements):
        return _("Too few groups can be shown to compare them this way.")
    if not any(grouping in one.chance for one in statements):
        return _(
            "We can’t say here whether groups differ by more than chance would explain. The table "
            "shows how each of them rated."
        )
    points = results.scale.points
    wider = widest_gaps(statements, points, grouping)
    if not wider:
        return " ".join(
            [
                _("On no statement do groups differ by more than chance would explain."),
                *_not_wider(statements, points, grouping),
            ]
        )
    expected = expected_by_chance(statements, grouping)
    counted = _(
        "On %(number)s of %(asked)s statements groups differ by more than chance would explain; if "
        "all groups saw things alike, we would expect %(expected)s."
    ) % {"number": len(wider), "asked": len(statements), "expected": _expected(expected)}
    if len(wider) <= expected:
        return f"{counted} {_('That is no more than chance would give.')}"
    most = _("The widest gap is on “%(statement)s”: %(apart)s") % {
        "statement": wider[0].statement.statement.text.rstrip("."),
        "apart": apart_sentence(wider[0].gap),
    }
    return f"{counted} {most}"


def _expected(number: float) -> str:
    """How many statements, in words."""
    whole = round(number)
    return _("about %(number)s") % {"number": whole} if whole else _("one at most")


def consideration_gap_sentence(
    result: ConsiderationResult, points: int, grouping: Grouping | None = None
) -> str:
    """On how many of a consideration's statements groups differ, by one grouping or by any.

    One statement alone is named, and nothing is said of the consideration. Empty if none has a gap
    that is worth a sentence.
    """
    wider = widest_gaps(result.statements, points, grouping)
    if not wider:
        return " ".join(_not_wider(result.statements, points, grouping))
    about = {
        "number": len(wider),
        "asked": len(result.statements),
        "statement": wider[0].statement.statement.text.rstrip("."),
        "by": GROUPING_HEADINGS[wider[0].grouping],
        "apart": apart_sentence(wider[0].gap),
    }
    if len(wider) < FEWEST_STATEMENTS:
        return (
            _(
                "On one statement groups differ by more than chance would explain: "
                "“%(statement)s”. %(by)s: %(apart)s"
            )
            % about
        )
    return (
        _(
            "On %(number)s of %(asked)s statements groups differ by more than chance would "
            "explain, most on “%(statement)s”. %(by)s: %(apart)s"
        )
        % about
    )


def _not_wider(
    statements: Sequence[StatementResult], points: int, grouping: Grouping | None
) -> Iterator[str]:
    """What is said of gaps that may not be named, by their grades."""
    grades = Counter(
        found[0].grade for one in statements if (found := gaps_of(one, points, grouping))
    )
    if perhaps := grades[Grade.PERHAPS]:
        yield ngettext(
            "On one statement groups are at least a quarter of the scale apart, which chance could "
            "do too: ask before you conclude.",
            "On %(number)s statements groups are at least a quarter of the scale apart, which "
            "chance could do too: ask before you conclude.",
            perhaps,
        ) % {"number": perhaps}
    if not_dealt := grades[Grade.UNTESTED]:
        yield ngettext(
            "On one statement groups are at least a quarter of the scale apart. We can’t say here "
            "whether chance could do this.",
            "On %(number)s statements groups are at least a quarter of the scale apart. We can’t "
            "say here whether chance could do this.",
            not_dealt,
        ) % {"number": not_dealt}


def chance_notes(results: Results, grouping: Grouping) -> list[str]:
    """What the band of chance in a chart is. Empty where there is none."""
    if not any(grouping in one.chance for result in results for one in result.statements):
        return []
    return [
        _(
            "The grey band is what chance usually gives: if all groups saw things alike, all their "
            "means would lie in it in at least nine of ten cases."
        )
    ]


@dataclass(frozen=True)
class OverviewLine:
    """One consideration in a list: its mean, and what stands out among its statements."""

    consideration: Consideration
    mean: str
    patterns: list[str]


def overview_lines(results: Results, grouping: Grouping) -> list[OverviewLine]:
    """A line for each consideration, most gaps first."""
    return [
        OverviewLine(
            consideration=one.consideration,
            mean=short_figure(one.everyone),
            patterns=[
                found.count_in_words for found in find_patterns_among([one], results.scale.points)
            ],
        )
        for one in sorted_by_gap(results, grouping)
    ]

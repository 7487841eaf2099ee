"""Figures in words: the sentences above charts and in the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Review
from evidence.bank import Consideration
from insights.models import Bound, Grouping
from insights.results.changes import ConsiderationChange
from insights.results.load import (
    ComparedResult,
    ConsiderationResult,
    Gap,
    Results,
    with_full_figure,
)
from insights.results.patterns import pattern_of
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld

GROUPING_HEADINGS = {
    Grouping.ORGANISATION: gettext_lazy("By organisation"),
    Grouping.PARTNER_GROUP: gettext_lazy("By partner group"),
    Grouping.SECTOR: gettext_lazy("By sector"),
    Grouping.LEVEL: gettext_lazy("By level"),
}
"""The heading for the groups of each grouping."""

LEAST_SHORTFALL = 1.0
"""The smallest lead of importance over rating, in points, that is mentioned."""

LEAST_CHANGE = 0.2
"""The smallest change between rounds, in points, that is mentioned."""

AGREEMENT_WORDS = (
    (0.8, gettext_lazy("people say much the same")),
    (0.6, gettext_lazy("most people lean the same way")),
    (0.45, gettext_lazy("views are mixed")),
    (0.0, gettext_lazy("views are spread out or split")),
)
"""The lowest agreement each phrase is fair for: an even spread over five points is 0.43."""


def format_points(value: float) -> str:
    """A mean or a distance on the scale, to one decimal place."""
    return number_format(round(value, 1), 1)


def format_change(value: float) -> str:
    """A change in points, with its sign."""
    rounded = round(value, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    return f"{sign}{format_points(abs(rounded))}"


def agreement_in_words(agreement: float) -> str:
    return str(next(words for least, words in AGREEMENT_WORDS if agreement >= least))


def nearest_label(mean: float, labels: Sequence[str]) -> str:
    """The label of the point closest to a mean."""
    return labels[min(len(labels), max(1, int(mean + 0.5))) - 1]


def short_figure(figure: MaybeWithheld) -> str:
    """A figure in a table cell: its mean, a band, or "withheld"."""
    if not isinstance(figure, Figure):
        return _("withheld")
    in_bands: dict[str, str] = {
        Bound.AT_LEAST: _("%(mean)s or more"),
        Bound.AT_MOST: _("%(mean)s or less"),
    }
    return in_bands.get(figure.bound, "%(mean)s") % {"mean": format_points(figure.mean)}


def withheld_note(k: int) -> str:
    """Why some cells say "withheld"."""
    return _(
        "A figure is withheld if it would be based on fewer than %(k)s people, or would let "
        "someone work out what fewer than %(k)s people said."
    ) % {"k": k}


def gap_sentence(gap: Gap | None) -> str:
    """Which two groups are furthest apart, and how far."""
    if gap is None:
        return _("Too few groups can be shown to work out a gap.")
    if not round(gap.rounded_width, 1):
        return _("The groups shown have the same average.")
    if gap.higher.figure.bound or gap.lower.figure.bound:
        apart = _(
            "%(higher)s (%(high)s) and %(lower)s (%(low)s) are at least %(width)s points apart."
        )
    else:
        apart = _("%(higher)s (%(high)s) and %(lower)s (%(low)s) are %(width)s points apart.")
    return apart % {
        "higher": gap.higher.group,
        "high": short_figure(gap.higher.figure),
        "lower": gap.lower.group,
        "low": short_figure(gap.lower.figure),
        "width": format_points(gap.rounded_width),
    }


def ranking_sentence(results: Results) -> str:
    """What the partnership rates highest and lowest, and what matters most."""
    ranked = sorted(with_full_figure(results), key=lambda pair: -pair[1].mean)
    if not ranked:
        return _("There are not enough answers to show where the partnership stands.")
    (best, high), (worst, low) = ranked[0], ranked[-1]
    standing = _(
        "Partners rate “%(best)s” highest (%(high)s out of %(points)s) and “%(worst)s” lowest "
        "(%(low)s)."
    ) % {
        "best": best.consideration.name,
        "high": format_points(high.mean),
        "points": results.review.questionnaire.points,
        "worst": worst.consideration.name,
        "low": format_points(low.mean),
    }
    weighed = [(one, one.importance) for one in results if isinstance(one.importance, FullFigure)]
    if not weighed:
        return standing
    return f"{standing} {_importance_sentence(results, weighed)}"


def _importance_sentence(
    results: Results, weighed: list[tuple[ConsiderationResult, FullFigure]]
) -> str:
    """What matters most, and where rating falls furthest below importance."""
    most, _importance = max(weighed, key=lambda pair: pair[1].mean)
    shortfalls = [_shortfall(results, *pair) for pair in weighed]
    short, _importance = weighed[shortfalls.index(max(shortfalls))]
    names = {"most": most.consideration.name, "short": short.consideration.name}
    if max(shortfalls) < LEAST_SHORTFALL:
        return _("What matters most to them now is “%(most)s”.") % names
    if short is most:
        sentence = _(
            "What matters most to them now is “%(most)s”, which also has the biggest gap between "
            "importance and rating."
        )
    else:
        sentence = _(
            "What matters most to them now is “%(most)s”. The biggest gap between importance and "
            "rating is in “%(short)s”."
        )
    return sentence % names


def _shortfall(results: Results, one: ConsiderationResult, importance: FullFigure) -> float:
    if not isinstance(one.everyone, FullFigure):
        return 0.0
    return measures.shortfall(results.rescaled_importance(importance), one.everyone.mean)


def difference_sentence(results: Results, grouping: Grouping) -> str:
    """Where the groups of one grouping differ most."""
    widest = results.sorted_by_gap(grouping)[0]
    gap = widest.gap(grouping)
    if gap is None:
        return _("Too few groups can be shown to compare them this way.")
    return _("The widest gap is about “%(consideration)s”: %(gap)s") % {
        "consideration": widest.consideration.name,
        "gap": gap_sentence(gap),
    }


def consideration_sentence(result: ComparedResult, labels: Sequence[str]) -> str:
    """How everyone rates one consideration or statement, and how far they agree."""
    if not isinstance(result.everyone, FullFigure):
        return _("There are not enough answers to show how partners see this.")
    sentence = _("The average rating is %(mean)s out of %(points)s, closest to “%(label)s”") % {
        "mean": format_points(result.everyone.mean),
        "points": len(labels),
        "label": nearest_label(result.everyone.mean, labels),
    }
    return f"{sentence}; {agreement_in_words(result.everyone.agreement)}."


def changes_sentence(earlier: Review, changes: Sequence[ConsiderationChange]) -> str:
    """What has risen and fallen most since an earlier review."""
    best = max(changes, key=lambda one: one.points)
    worst = min(changes, key=lambda one: one.points)
    parts = []
    if best.points >= LEAST_CHANGE:
        risen = _("“%(name)s” has risen most (by %(points)s).")
        parts.append(
            risen % {"name": best.consideration.name, "points": format_points(best.points)}
        )
    if worst.points <= -LEAST_CHANGE:
        fallen = _("“%(name)s” has fallen most (by %(points)s).")
        parts.append(
            fallen % {"name": worst.consideration.name, "points": format_points(-worst.points)}
        )
    if not parts:
        return _("There has been little change since “%(earlier)s”.") % {"earlier": earlier}
    since = _("Since “%(earlier)s”:") % {"earlier": earlier}
    return " ".join([since, *parts])


@dataclass(frozen=True)
class OverviewLine:
    """One consideration in a list: its mean, its pattern if any, and its gap in words."""

    consideration: Consideration
    mean: str
    pattern: str
    gap: str


def overview_lines(results: Results, grouping: Grouping) -> list[OverviewLine]:
    """A line for each consideration, the widest gap first."""
    points = results.review.questionnaire.points
    lines = []
    for one in results.sorted_by_gap(grouping):
        pattern = pattern_of(one, points)
        lines.append(
            OverviewLine(
                consideration=one.consideration,
                mean=short_figure(one.everyone),
                pattern=str(pattern.name) if pattern else "",
                gap=gap_sentence(one.gap(grouping)),
            )
        )
    return lines

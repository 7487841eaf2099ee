"""Figures in words: the sentences above charts and in the report."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from insights.results.load import ComparedResult, ConsiderationResult, Results, with_figure
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure

from .figures import (
    agreement_in_words,
    nearest_label,
    shares_in_words,
    short_figure,
)

LEAST_SHORTFALL = 1.0
"""The smallest lead of importance over rating, in points, that is mentioned."""


def ranking_sentence(results: Results) -> str:
    """What the partnership rates highest and lowest, and what matters most."""
    ranked = sorted(with_figure(results), key=lambda pair: -pair[1].shown_mean)
    if not ranked:
        return _("There are not enough answers to show where the partnership stands.")
    (_best, high), (_worst, low) = ranked[0], ranked[-1]
    standing = _standing(ranked, short_figure(high), short_figure(low), results.scale.points)
    weighed = [(one, one.importance) for one in results if isinstance(one.importance, Figure)]
    if not weighed:
        return standing
    return f"{standing} {_importance_sentence(results, weighed)}"


def _standing(
    ranked: Sequence[tuple[ConsiderationResult, Figure]], high: str, low: str, points: int
) -> str:
    if high == low:
        return _("Partners rate every consideration the same (%(mean)s out of %(points)s).") % {
            "mean": high,
            "points": points,
        }
    return _(
        "Partners rate %(best)s highest (%(high)s out of %(points)s) and %(worst)s lowest "
        "(%(low)s)."
    ) % {
        "best": _rated(ranked, high),
        "high": high,
        "points": points,
        "worst": _rated(ranked, low),
        "low": low,
    }


def _rated(ranked: Sequence[tuple[ConsiderationResult, Figure]], shown: str) -> str:
    """The considerations whose figure reads like this, in quotation marks."""
    return _named([one for one, figure in ranked if short_figure(figure) == shown])


def _named(considerations: Sequence[ConsiderationResult]) -> str:
    return get_text_list([f"“{one.consideration.name}”" for one in considerations], _("and"))


def _importance_sentence(
    results: Results, weighed: list[tuple[ConsiderationResult, Figure]]
) -> str:
    """What matters most, and where rating falls furthest below importance."""
    heaviest = max(importance.shown_mean for _one, importance in weighed)
    most = [one for one, importance in weighed if importance.shown_mean == heaviest]
    if len(most) == len(weighed):
        matters = _("Every consideration matters the same to them now.")
    else:
        matters = _("What matters most to them now is %(most)s.") % {"most": _named(most)}
    shortfalls = [round(_shortfall(results, *pair), 1) for pair in weighed]
    widest = max(shortfalls)
    short = [
        one
        for (one, _importance), ahead in zip(weighed, shortfalls, strict=True)
        if ahead == widest
    ]
    if widest < LEAST_SHORTFALL or len(short) == len(weighed):
        return matters
    gap = _("The biggest gap between importance and rating is in %(short)s.")
    return f"{matters} {gap % {'short': _named(short)}}"


def _shortfall(results: Results, one: ConsiderationResult, importance: Figure) -> float:
    if not isinstance(one.everyone, Figure):
        return 0.0
    return measures.shortfall(results.rescaled_importance(importance), one.everyone.mean)


def consideration_sentence(result: ComparedResult, labels: Sequence[str]) -> str:
    """How everyone rates one consideration or statement, and how far they agree."""
    figure = result.everyone
    if not isinstance(figure, Figure):
        return _("There are not enough answers to show how partners see this.")
    sentence = _("The average rating is %(mean)s out of %(points)s, %(label)s") % {
        "mean": short_figure(figure),
        "points": len(labels),
        "label": nearest_label(figure, labels),
    }
    if not isinstance(figure, FullFigure):
        return f"{sentence}."
    shares, agreement = shares_in_words(figure), agreement_in_words(figure.counts)
    return f"{shares} {sentence}; {agreement}."

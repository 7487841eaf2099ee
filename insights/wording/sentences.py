"""Figures in words: the sentences above charts and in the report."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from insights.results.load import ComparedResult, ConsiderationResult, Results, with_figure
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure

from .figures import (
    nearest_label,
    shares_in_words,
    short_figure,
)


def ranking_sentence(results: Results) -> str:
    """What the partnership rates highest and lowest."""
    ranked = sorted(with_figure(results), key=lambda pair: -pair[1].shown_mean)
    if not ranked:
        return _("There are not enough answers to show where the partnership stands.")
    (_best, high), (_worst, low) = ranked[0], ranked[-1]
    return _standing(ranked, high, low, results.scale.points)


def _standing(
    ranked: Sequence[tuple[ConsiderationResult, Figure]], high: Figure, low: Figure, points: int
) -> str:
    best, worst = short_figure(high), short_figure(low)
    if best == worst:
        return _("Partners rate every consideration the same (%(mean)s out of %(points)s).") % {
            "mean": best,
            "points": points,
        }
    return _(
        "Partners rate %(best)s highest (%(high)s out of %(points)s) and %(worst)s lowest "
        "(%(low)s)."
    ) % {
        "best": _rated(ranked, best),
        "high": _positive_first(high),
        "points": points,
        "worst": _rated(ranked, worst),
        "low": _positive_first(low),
    }


def _positive_first(figure: Figure) -> str:
    """The share of positive ratings, if shown, and the mean."""
    if not isinstance(figure, FullFigure):
        return short_figure(figure)
    return _("%(share)s%% positive, mean %(mean)s") % {
        "share": round(100 * measures.favourable_share(figure.counts)),
        "mean": short_figure(figure),
    }


def _rated(ranked: Sequence[tuple[ConsiderationResult, Figure]], shown: str) -> str:
    """The considerations whose figure reads like this, in quotation marks."""
    return _named([one for one, figure in ranked if short_figure(figure) == shown])


def _named(considerations: Sequence[ConsiderationResult]) -> str:
    return get_text_list([f"“{one.consideration.name}”" for one in considerations], _("and"))


def consideration_sentence(result: ComparedResult, labels: Sequence[str]) -> str:
    """How everyone rates one consideration or statement: on either side first, then on average."""
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
    return f"{shares_in_words(figure)} {sentence}."

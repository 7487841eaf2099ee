"""Figures in words: the sentences above charts and in the report."""

from collections.abc import Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from insights.results.load import ComparedResult, ConsiderationResult, Results, with_figure
from insights.statistics.figures import Figure, FullFigure

from .figures import (
    agreement_in_words,
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
    return _standing(ranked, short_figure(high), short_figure(low), results.scale.points)


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

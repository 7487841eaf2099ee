"""Sentences used only in the report. `insights.wording.sentences` has those that pages share."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insights.models import Grouping
from insights.results.load import Results
from insights.statistics.figures import Figure, MaybeWithheld
from insights.wording.sentences import (
    difference_sentence,
    format_points,
    nearest_label,
    ranking_sentence,
)


def turnout_sentence(results: Results) -> str:
    """How many people answered, or that too few did to say."""
    if not results.people:
        return _("Fewer than %(k)s people answered") % {"k": results.review.k}
    return ngettext("%(people)s person answered", "%(people)s people answered", results.people) % {
        "people": results.people
    }


def importance_sentence(shown: MaybeWithheld, labels: Sequence[str]) -> str:
    """How much one consideration matters to everyone now."""
    if not isinstance(shown, Figure):
        return _("There are not enough answers to show how much this matters.")
    return _("How much it matters now: %(mean)s out of %(points)s, closest to “%(label)s”.") % {
        "mean": format_points(shown.mean),
        "points": len(labels),
        "label": nearest_label(shown.mean, labels),
    }


def overview_sentences(results: Results, grouping: Grouping) -> tuple[str, ...]:
    """What the partnership rates highest and lowest, and where it differs most."""
    if not results.people:
        return (
            _(
                "Fewer than %(k)s people answered, so no figures and no comments are shown. The "
                "evidence and the talking points apply to any partnership."
            )
            % {"k": results.review.k},
        )
    return ranking_sentence(results), difference_sentence(results, grouping)


def chart_description(results: Results, grouping: Grouping) -> str:
    """What a chart of all considerations shows, for people who cannot see it."""
    means = "; ".join(
        f"{one.consideration.name} {format_points(one.everyone.mean)}"
        for one in results
        if isinstance(one.everyone, Figure)
    )
    if not means:
        return ""
    return _(
        "Chart of the mean rating of each consideration on the scale from 1 to %(points)s, for "
        "everyone and for each group. Everyone: %(means)s. %(difference)s The same figures are "
        "in the table that follows."
    ) % {
        "points": results.review.questionnaire.points,
        "means": means,
        "difference": difference_sentence(results, grouping),
    }


def counts_in_words(shown: MaybeWithheld, labels: Sequence[str]) -> str:
    """How many people chose each point of the scale, for people who cannot see the bar."""
    if not isinstance(shown, Figure) or shown.counts is None:
        return ""
    pairs = zip(labels, shown.counts, strict=True)
    return "; ".join(f"{label}: {count}" for label, count in pairs)

"""Sentences used only in the report. `insights.wording.sentences` has those that pages share."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from insights.models import Grouping
from insights.results.changes import latest_changes
from insights.results.load import Results
from insights.statistics.figures import Figure, MaybeWithheld
from insights.wording.changes import changes_sentence
from insights.wording.detail import answered_sentence
from insights.wording.figures import nearest_label, short_figure
from insights.wording.gaps import difference_sentence
from insights.wording.headlines import importance_sentence as what_matters_sentence
from insights.wording.sentences import ranking_sentence


def turnout_sentence(results: Results) -> str:
    """How many people answered, or that too few did to say."""
    if not results.people:
        return _("Fewer than %(k)s people answered.") % {"k": results.review.k}
    return answered_sentence(results)


def importance_sentence(shown: MaybeWithheld, labels: Sequence[str]) -> str:
    """How much one consideration matters to everyone now."""
    if not isinstance(shown, Figure):
        return _("There are not enough answers to show how much this matters.")
    return _("How much it matters now: %(mean)s out of %(points)s, %(label)s.") % {
        "mean": short_figure(shown),
        "points": len(labels),
        "label": nearest_label(shown, labels),
    }


def overview_sentences(results: Results, grouping: Grouping) -> tuple[str, ...]:
    """What the partnership rates highest and lowest, what matters, where it differs most, and what
    has changed since the last review that everyone may see."""
    if not results.people:
        return (
            _(
                "Fewer than %(k)s people answered, so no figures and no comments are shown. The "
                "evidence and the talking points apply to any partnership."
            )
            % {"k": results.review.k},
        )
    changes = latest_changes(results, shared_only=True)
    since = (changes_sentence(changes),) if changes else ()
    return (
        ranking_sentence(results),
        what_matters_sentence(results),
        difference_sentence(results, grouping),
        *since,
    )


def chart_description(results: Results, grouping: Grouping) -> str:
    """What a chart of all considerations shows, for people who cannot see it."""
    means = "; ".join(
        f"{one.consideration.name} {short_figure(one.everyone)}"
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
        "points": results.scale.points,
        "means": means,
        "difference": difference_sentence(results, grouping),
    }


def counts_in_words(shown: MaybeWithheld, labels: Sequence[str]) -> str:
    """How many people chose each point of the scale, for people who cannot see the bar."""
    if not isinstance(shown, Figure) or shown.counts is None:
        return ""
    pairs = zip(labels, shown.counts, strict=True)
    return "; ".join(f"{label}: {count}" for label, count in pairs)

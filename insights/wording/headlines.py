"""The answers of the overview in words, based on the figures."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.bank import Stage
from insights.results.comments import CommentSummary
from insights.results.load import with_figure
from insights.results.priorities import Priority, urgent
from insights.results.stages import StageResult, StageStatement, weak_link
from insights.statistics.figures import FullFigure

from .figures import agreement_in_words, short_figure


def importance_sentence(priorities: list[Priority]) -> str:
    """What is both more important and lower rated than most."""
    if len(priorities) < 2:
        return _("There are not enough answers to compare considerations.")
    first = urgent(priorities)
    if not first:
        return _("No consideration is both more important and lower rated than most.")
    named = get_text_list([f"“{one.consideration.name}”" for one in first], _("and"))
    return _("More important and lower rated than most: %(considerations)s.") % {
        "considerations": named
    }


def comments_sentence(comments: CommentSummary) -> str:
    """How many comments there are, and what most of them are about."""
    if not comments.shown:
        return _("There are no comments to show.")
    counted = ngettext(
        "%(number)s comment is shown here.",
        "%(number)s comments are shown here.",
        comments.shown,
    ) % {"number": comments.shown}
    most = comments.most
    if most is None:
        return counted
    about = _("Most comments are about “%(consideration)s” (%(number)s).") % {
        "consideration": most.name,
        "number": most.shown,
    }
    return f"{counted} {about}"


def journey_sentence(stages: list[StageResult]) -> str:
    """The lowest rated stage of the journey, and its lowest rated statement."""
    seen = with_figure(stages)
    if not seen:
        return _("There are not enough answers to show the journey.")
    weak = weak_link(stages)
    if weak is None:
        lowest = min((one.statements[0] for one, _figure in seen), key=_mean_of)
        return " ".join([_("No stage of the journey stands out as a weak link."), _lowest(lowest)])
    best, high = max(seen, key=lambda pair: pair[1].mean)
    sentence = _(
        "The weak link is “%(weak)s” (%(low)s). “%(best)s” is rated highest (%(high)s)."
    ) % {
        "weak": weak.stage.label,
        "low": short_figure(weak.everyone),
        "best": best.stage.label,
        "high": short_figure(high),
    }
    return f"{sentence} {_lowest(weak.statements[0])}"


def _lowest(placed: StageStatement) -> str:
    return _("Rated lowest: “%(statement)s” (%(mean)s).") % {
        "statement": placed.result.statement.text.rstrip("."),
        "mean": short_figure(placed.figure),
    }


def _mean_of(placed: StageStatement) -> float:
    return placed.figure.mean


@dataclass(frozen=True)
class StageInWords:
    """One stage of the journey in words, with its lowest rated statements."""

    stage: Stage
    mean: str
    agreement: str
    is_weak_link: bool
    lowest: list[tuple[StageStatement, str]]


def stages_in_words(stages: list[StageResult]) -> list[StageInWords]:
    """The journey, stage by stage."""
    weak = weak_link(stages)
    return [
        StageInWords(
            stage=one.stage,
            mean=short_figure(one.everyone),
            agreement=_agreement(one),
            is_weak_link=one is weak,
            lowest=[(placed, short_figure(placed.figure)) for placed in one.weak_links],
        )
        for one in stages
    ]


def _agreement(stage: StageResult) -> str:
    figure = stage.everyone
    return agreement_in_words(figure.counts) if isinstance(figure, FullFigure) else ""

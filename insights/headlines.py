"""The answers of the overview in words, written from the figures."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.bank import Stage

from .figures import Figure
from .sentences import agreement_in_words, in_short, points
from .stages import Placed, StageResult, weak_link


def journey_sentence(stages: list[StageResult]) -> str:
    """Which stage of the journey is seen least favourably, and what least of all in it."""
    shown = [one for one in stages if isinstance(one.everyone, Figure)]
    if not shown:
        return _("There are not enough answers to show the journey.")
    weak = weak_link(stages)
    if weak is None:
        lowest = min((one.statements[0] for one in shown), key=lambda one: one.mean)
        return " ".join([_("No stage of the journey stands out as a weak link."), _lowest(lowest)])
    best = max(shown, key=lambda one: one.everyone.mean)
    sentence = _(
        "The weak link is “%(weak)s” (%(low)s); “%(best)s” is seen most favourably (%(high)s)."
    ) % {
        "weak": weak.stage.label,
        "low": points(weak.everyone.mean),
        "best": best.stage.label,
        "high": points(best.everyone.mean),
    }
    return f"{sentence} {_lowest(weak.statements[0])}"


def _lowest(placed: Placed) -> str:
    return _("Seen least favourably: “%(statement)s” (%(mean)s).") % {
        "statement": placed.result.statement.text.rstrip("."),
        "mean": points(placed.mean),
    }


@dataclass(frozen=True)
class Leg:
    """One stage of the journey in words, with what is seen least favourably in it."""

    stage: Stage
    mean: str
    agreement: str
    is_weak_link: bool
    lowest: list[tuple[Placed, str]]


def legs(stages: list[StageResult]) -> list[Leg]:
    """The journey, stage by stage."""
    weak = weak_link(stages)
    return [
        Leg(
            stage=one.stage,
            mean=in_short(one.everyone),
            agreement=_agreement(one),
            is_weak_link=one is weak,
            lowest=[(placed, points(placed.mean)) for placed in one.weak_links],
        )
        for one in stages
    ]


def _agreement(stage: StageResult) -> str:
    figure = stage.everyone
    if not isinstance(figure, Figure) or figure.agreement is None:
        return ""
    return agreement_in_words(figure.agreement)

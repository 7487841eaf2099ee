"""Several partnerships in sentences and tables."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from evidence.bank import Consideration, bank
from insights.results.portfolio import PartnershipResult, widest_difference
from insights.wording.figures import format_points, short_figure
from insights.wording.turnout import number_answered

from .base import NOTHING, CellValue, ResultsTable, mean_cell, shade


def widest_difference_sentence(results: Sequence[PartnershipResult]) -> str:
    """What these partnerships differ on most."""
    difference = widest_difference(results)
    if difference is None:
        return _("When two of your partnerships have shared results, they will be compared here.")
    if not difference.width:
        return _("Your partnerships have the same means.")
    if not difference.is_called:
        return _("It is too close to call where your partnerships differ most.")
    words = _(
        "Your partnerships differ most on “%(consideration)s”: %(higher)s (%(high)s) and "
        "%(lower)s (%(low)s)."
    )
    return words % {
        "consideration": difference.consideration.name,
        "higher": difference.higher,
        "high": _of_its_scale(difference.higher, difference.consideration.code),
        "lower": difference.lower,
        "low": _of_its_scale(difference.lower, difference.consideration.code),
    }


def _of_its_scale(result: PartnershipResult, code: str) -> str:
    return _("%(mean)s out of %(points)s, %(answered)s") % {
        "mean": short_figure(result.figures[code]),
        "points": result.points,
        "answered": number_answered(result.answered),
    }


def partnership_sentence(result: PartnershipResult) -> str:
    """What one partnership rates highest and lowest."""
    if not result.shown_figures:
        return _("Too few people answered to show anything.")
    ordered = sorted(result.shown_figures, key=lambda pair: pair[1].shown_mean)
    (worst, low), (best, high) = ordered[0], ordered[-1]
    if short_figure(low) == short_figure(high):
        return _("Every consideration has the same mean (%(mean)s).") % {"mean": short_figure(low)}
    return _("Rated highest: %(best)s (%(high)s). Rated lowest: %(worst)s (%(low)s).") % {
        "best": best.name,
        "high": short_figure(high),
        "worst": worst.name,
        "low": short_figure(low),
    }


def all_partnerships_table(results: Sequence[PartnershipResult]) -> ResultsTable:
    """The mean of each consideration in each partnership, shaded by its position on its scale."""
    shown = [one for one in bank().considerations if any(one.code in s.figures for s in results)]
    return ResultsTable(
        id="across",
        caption=_("Everyone’s mean in each partnership"),
        head=[
            _("Consideration"),
            *(_("%(name)s, out of %(points)s") % {"name": s, "points": s.points} for s in results),
        ],
        rows=[[one.name, *(mean_cell(s.figure_on(one)) for s in results)] for one in shown],
        shades=[[shade(s.figure_on(one), s.points) for s in results] for one in shown],
    )


def partnership_table(result: PartnershipResult, number: int) -> ResultsTable:
    """One partnership's means, and the range of other partnerships of its kind."""
    head = [_("Consideration"), _("Mean")]
    if result.benchmark:
        head += [_("Middle partnership"), _("Middle half of partnerships")]
    return ResultsTable(
        id=f"partnership-{number}",
        caption=_("On a scale from 1 to %(points)s") % {"points": result.points},
        head=head,
        rows=[
            [
                one.name,
                mean_cell(figure),
                *(_benchmark_cells(result, one) if result.benchmark else []),
            ]
            for one, figure in result.shown_figures
        ],
    )


def _benchmark_cells(result: PartnershipResult, consideration: Consideration) -> list[CellValue]:
    quartiles = result.benchmark_for(consideration)
    if quartiles is None:
        return [NOTHING, NOTHING]
    span = {"low": format_points(quartiles.low), "high": format_points(quartiles.high)}
    return [round(quartiles.median, 1), _("%(low)s to %(high)s") % span]

"""Several partnerships in sentences and tables."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from evidence.bank import Consideration, bank
from insights.results.portfolio import PartnershipResult, furthest_apart
from insights.wording.sentences import in_short, points

from .considerations import NOTHING, Cell, Table, mean_cell, shade


def across_sentence(standings: Sequence[PartnershipResult]) -> str:
    """On what these partnerships differ most."""
    apart = furthest_apart(standings)
    if apart is None:
        return _("As soon as two of your partnerships have shared results, they are compared here.")
    return _(
        "Your partnerships lie furthest apart on “%(consideration)s”: %(higher)s (%(high)s) and "
        "%(lower)s (%(low)s)."
    ) % {
        "consideration": apart.consideration.name,
        "higher": apart.higher,
        "high": _of_its_scale(apart.higher, apart.consideration.code),
        "lower": apart.lower,
        "low": _of_its_scale(apart.lower, apart.consideration.code),
    }


def _of_its_scale(standing: PartnershipResult, code: str) -> str:
    return _("%(mean)s of %(points)s") % {
        "mean": in_short(standing.figures[code]),
        "points": standing.points,
    }


def standing_sentence(standing: PartnershipResult) -> str:
    """What one partnership sees most and least favourably."""
    if not standing.ranked:
        return _("Too few people answered to show anything.")
    ordered = sorted(standing.ranked, key=lambda pair: pair[1].mean)
    (worst, low), (best, high) = ordered[0], ordered[-1]
    if in_short(low) == in_short(high):
        return _("Every consideration is seen alike (%(mean)s).") % {"mean": in_short(low)}
    return _("Most favourable: %(best)s (%(high)s). Least: %(worst)s (%(low)s).") % {
        "best": best.name,
        "high": in_short(high),
        "worst": worst.name,
        "low": in_short(low),
    }


def across_table(standings: Sequence[PartnershipResult]) -> Table:
    """The mean of each consideration in each partnership, shaded by its place on its scale."""
    shown = [one for one in bank().considerations if any(one.code in s.figures for s in standings)]
    return Table(
        id="across",
        caption=_("Everyone’s mean in each partnership"),
        head=[
            _("Consideration"),
            *(_("%(name)s, of %(points)s") % {"name": s, "points": s.points} for s in standings),
        ],
        rows=[[one.name, *(mean_cell(s.shown(one)) for s in standings)] for one in shown],
        shades=[[shade(s.shown(one), s.points) for s in standings] for one in shown],
    )


def standing_table(standing: PartnershipResult, number: int) -> Table:
    """One partnership's means, and where other partnerships of its kind lie."""
    head = [_("Consideration"), _("Mean")]
    if standing.others:
        head += [_("Middle partnership"), _("Middle half of partnerships")]
    return Table(
        id=f"partnership-{number}",
        caption=_("On a scale from 1 to %(points)s") % {"points": standing.points},
        head=head,
        rows=[
            [one.name, mean_cell(figure), *(_beside(standing, one) if standing.others else [])]
            for one, figure in standing.ranked
        ],
    )


def _beside(standing: PartnershipResult, consideration: Consideration) -> list[Cell]:
    middle = standing.beside(consideration)
    if middle is None:
        return [NOTHING, NOTHING]
    span = {"low": points(middle.low), "high": points(middle.high)}
    return [round(middle.median, 1), _("%(low)s to %(high)s") % span]

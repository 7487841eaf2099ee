"""Single figures in words: a mean, a step, a distance, and why there is none."""

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insights.results.profile import ALIKE, CLOSE, FEWEST_ANSWERS, SPREAD_OUT
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld, WhyBlank
from insights.statistics.steps import Step

AGREEMENT_WORDS = (
    (ALIKE, gettext_lazy("people say much the same")),
    (CLOSE, gettext_lazy("views are fairly close")),
    (SPREAD_OUT, gettext_lazy("views are spread out")),
    (-1.0, gettext_lazy("views are split")),
)
"""The lowest agreement each phrase is fair for: an even spread over five points is 0."""

BLANKS = {
    WhyBlank.NOT_SHOWN: gettext_lazy("not shown"),
    WhyBlank.NO_RATINGS: gettext_lazy("no ratings"),
    WhyBlank.TOO_FEW: gettext_lazy("too few ratings"),
    WhyBlank.ALL_THE_SAME: gettext_lazy("same as everyone"),
    WhyBlank.TOO_ALIKE: gettext_lazy("too alike"),
}
"""What is said in place of a figure."""

QUARTERS = ("", "¼", "½", "¾")


def format_points(value: float) -> str:
    """A mean or a distance on the scale, to one decimal place."""
    return number_format(round(value, 1), 1)


def format_change(value: float) -> str:
    """A change in points, with its sign."""
    rounded = round(value, 1)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    return f"{sign}{format_points(abs(rounded))}"


def format_step(value: float) -> str:
    """A point, or a distance, of steps as it is written: 4, 4½, ½."""
    whole, part = divmod(round(value * 4), 4)
    return f"{whole}{QUARTERS[part]}" if whole or not part else QUARTERS[part]


def agreement_in_words(counts: Sequence[int]) -> str:
    """How far people say the same of a statement. Empty if too few rated it for a word."""
    if sum(counts) < FEWEST_ANSWERS:
        return ""
    agreement = round(measures.agreement(counts), 2)
    return str(next(words for least, words in AGREEMENT_WORDS if agreement >= least))


def shares_in_words(figure: FullFigure) -> str:
    """Which shares of the ratings are on either side of the middle, in a sentence."""
    return _("%(positive)s%% of ratings are positive and %(negative)s%% negative.") % {
        "positive": round(100 * measures.favourable_share(figure.counts)),
        "negative": round(100 * measures.unfavourable_share(figure.counts)),
    }


def people_on_either_side(figure: FullFigure) -> tuple[int, int]:
    """How many people rated it positively, and how many negatively."""
    counts = figure.counts
    shares = measures.favourable_share(counts), measures.unfavourable_share(counts)
    positive, negative = (round(sum(counts) * share) for share in shares)
    return positive, negative


def counted_in_words(figure: FullFigure) -> str:
    """How many people are on either side: "21 of 28 positive, 3 negative, 2 don’t know"."""
    positive, negative = people_on_either_side(figure)
    words = _("%(positive)s of %(ratings)s positive, %(negative)s negative") % {
        "positive": positive,
        "ratings": sum(figure.counts),
        "negative": negative,
    }
    if not figure.dont_know:
        return words
    return _("%(counts)s; %(number)s don’t know") % {"counts": words, "number": figure.dont_know}


def nearest_label(figure: Figure, labels: Sequence[str]) -> str:
    """The label of the point closest to a mean, in quotation marks, or of both beside a step."""
    low = min(len(labels), max(1, int(figure.mean))) - 1
    if figure.step and figure.mean % 1 == 0.5 and low + 1 < len(labels):
        return _("between “%(low)s” and “%(high)s”") % {
            "low": labels[low],
            "high": labels[low + 1],
        }
    nearest = min(len(labels), max(1, int(figure.mean + 0.5))) - 1
    return _("closest to “%(label)s”") % {"label": labels[nearest]}


def short_figure(figure: MaybeWithheld) -> str:
    """A figure in a table cell: its mean, its step in words, or why there is none."""
    if not isinstance(figure, Figure):
        return str(BLANKS[figure.why])
    return step_in_words(figure.step) if figure.step else format_points(figure.mean)


def step_in_words(step: Step) -> str:
    """A step as readers say it: "about 4½", "4½ or more", "2½ to 3½"."""
    first, last = format_step(step.first), format_step(step.last)
    if step.first == step.last:
        return _("about %(point)s") % {"point": first}
    if step.bound == "high":
        return _("%(point)s or more") % {"point": first}
    if step.bound == "low":
        return _("%(point)s or less") % {"point": last}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}

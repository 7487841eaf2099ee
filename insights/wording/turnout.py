"""How many answered, of how many who were asked, in words."""

from collections.abc import Iterable, Iterator

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Review
from insights.results.who_answered import Answered


def of_asked(answered: Answered) -> str:
    """How many answered of those asked, as "28 of 30"; as "28" if that is not known."""
    if answered.asked is None:
        return str(answered.people)
    return _("%(people)s of %(asked)s") % {"people": answered.people, "asked": answered.asked}


def number_answered(answered: Answered) -> str:
    """The same as it stands beside a figure: "28 of 30 answered"."""
    return _("%(people)s answered") % {"people": of_asked(answered)}


def who_answered_sentence(review: Review, answered: Answered) -> str:
    """How many people, or organisations with one voice, answered a review."""
    number = answered.people if answered.asked is None else answered.asked
    if review.speaks_as_organisations:
        words = ngettext("%(of)s organisation answered.", "%(of)s organisations answered.", number)
    elif answered.asked is None or answered.organisations < 2:
        words = ngettext("%(of)s person answered.", "%(of)s people answered.", number)
    else:
        words = ngettext(
            "%(of)s person in %(organisations)s organisations answered.",
            "%(of)s people in %(organisations)s organisations answered.",
            number,
        )
    return words % {"of": of_asked(answered), "organisations": answered.organisations}


def then_and_now(then: Answered, now: Answered) -> str:
    """How many answered two rounds: "28 of 30 answered then, 20 of 30 now."."""
    return _("%(then)s answered then, %(now)s now.") % {
        "then": of_asked(then),
        "now": of_asked(now),
    }


def month_of(review: Review) -> str:
    """When a review closed, as "Dec 2026"."""
    return date_format(localdate(review.closed_at), "M Y")


def picture_facts(review: Review, answered: Answered) -> str:
    """What stands on a picture of results wherever it is shown: who answered, k, and when."""
    return " · ".join(_facts(review, answered))


def _facts(review: Review, answered: Answered) -> Iterator[str]:
    yield who_answered_sentence(review, answered).rstrip(".")
    if review.is_confidential:
        yield _("no group of fewer than %(k)s is shown") % {"k": review.k}
    yield _("closed on %(day)s") % {"day": date_format(localdate(review.closed_at))}


def rounds_facts(rounds: Iterable[tuple[Review, Answered]]) -> str:
    """The same for a picture of several rounds: how many answered each, k, and when it closed."""
    return "\n".join(f"{review}: {picture_facts(review, answered)}" for review, answered in rounds)

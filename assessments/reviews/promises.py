"""What is promised to members before they answer: four sentences first, and then the details.

Every sentence must be true of what the program does, and together they say all that matters
(docs/disclosure.md). `answer_notice` is what pages and emails take them from.
"""

from collections.abc import Sequence

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Review

from .forecast import compared_by


def of_confidential(review: Review) -> list[str]:
    k = {"k": review.k}
    return [
        _(
            "They are confidential. No one in the partnership, including the coordinator, "
            "can see what you answered."
        ),
        _(
            "No one is shown a figure based on fewer than %(k)s people. No one reader can work out "
            "for certain from what is shown what you answered, unless everyone answered alike."
        )
        % k,
        _voluntary(),
        _link_opens(),
    ]


def details_of_confidential(review: Review) -> list[str]:
    k, twice = {"k": review.k}, {"twice": 2 * review.k}
    return [
        compared_by(review),
        _(
            "Smaller groups are not shown separately. Groups are shown in steps of the scale, such "
            "as “about 4½”. Everyone’s answers together are shown in full if at least %(twice)s "
            "people answer with their own link."
        )
        % twice,
        _(
            "Comments are shown word for word, without your name or organisation and in no "
            "order. Coordinators and facilitators read them first, and can withhold any that could "
            "identify someone. If fewer than %(k)s people comment on something, we do not say what "
            "their comments are about."
        )
        % k,
        _(
            "Confidential is not anonymous. While the review is open, the coordinator can see who "
            "has started and who has submitted, so they know who to remind. What you answer on "
            "paper is read by the person who types it in."
        ),
        _key_goes(),
        _kept_for(),
        review.audience.promise,
        _fixed_before_opening(),
    ]


def of_open(shown: str) -> list[str]:
    """`shown` says how results are shown by organisation."""
    return [
        shown,
        _(
            "While the review is open, no one else in the partnership sees your answers. The "
            "coordinator can see who has started and who has submitted, so they know who to "
            "remind."
        ),
        _voluntary(),
        _link_opens(),
    ]


def details_of_open(review: Review) -> list[str]:
    return [
        compared_by(review),
        _(
            "Comments are shown word for word, without your name and in no order. Coordinators "
            "and facilitators read them first, and can withhold any. In a small organisation or "
            "partnership, readers may still guess who wrote one."
        ),
        _key_goes(),
        _kept_for(),
        review.audience.promise,
        _fixed_before_opening(),
    ]


def _voluntary() -> str:
    return _("Taking part is voluntary. You can leave out any question.")


def _link_opens() -> str:
    return _(
        "The link in your email opens your answers, now and later. Anyone who has it can read "
        "them, and change them until the review closes."
    )


def _key_goes() -> str:
    return _(
        "Your answers are stored encrypted. Until the results have been read, the people who run "
        "this installation could read them, because they hold the keys. The key is destroyed when "
        "someone first reads the results, 30 days after the review closes at the latest. From then "
        "on, only the link in your own email opens your answers."
    )


def _kept_for() -> str:
    months = settings.RETENTION_MONTHS
    if not months:
        return _("Your answers are kept until the partnership is deleted.")
    return ngettext(
        "Your answers are deleted %(months)s month after the review has closed.",
        "Your answers are deleted %(months)s months after the review has closed.",
        months,
    ) % {"months": months}


def of_one_voice(organisation: str, companions: Sequence[str]) -> list[str]:
    shared = _(
        "Your organisation gives one answer together. Any of you who opens this page "
        "can see it and change it until someone submits it. After that it can still be "
        "changed until the review closes. Readers see it under your organisation’s "
        "name."
    )
    return [
        shared,
        companions_in_words(organisation, companions),
        _voluntary(),
        _(
            "While the review is open, no one in other organisations sees your answer. The "
            "coordinator can see which organisations have started and submitted."
        ),
    ]


def details_of_one_voice(review: Review) -> list[str]:
    return [
        compared_by(review),
        _(
            "Comments are shown word for word, without names and in no order. Coordinators and "
            "facilitators read them first, and can withhold any. As there is one answer from each "
            "organisation, readers may still guess who wrote a comment."
        ),
        _(
            "Your organisation’s answer is not encrypted: the people who run this installation "
            "could read it at any time. Readers will see it under your organisation’s name."
        ),
        _(
            "When the review closes, your answer can no longer be changed. The links you "
            "and your colleagues were sent will still open it."
        ),
        _kept_for(),
        review.audience.promise,
        _fixed_before_opening(),
    ]


def companions_in_words(organisation: str, companions: Sequence[str]) -> str:
    if not companions:
        return _("No one else is asked for %(organisation)s, so you answer for it alone.") % {
            "organisation": organisation
        }
    return _("You answer together with %(names)s.") % {
        "names": get_text_list(list(companions), _("and"))
    }


def _fixed_before_opening() -> str:
    return _("These rules were set before the review opened and no one can change them.")

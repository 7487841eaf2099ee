"""How answers are treated, in the words in which coordinators choose it and members are told it.

Every page and e-mail that says what becomes of an answer takes its words from here, so that no
two of them can promise different things. What is promised is kept elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Review
from assessments.models.review import Confidentiality
from partnerships.models import Organisation

MEANINGS = {
    Confidentiality.CONFIDENTIAL: gettext_lazy(
        "Nobody is shown a figure that rests on fewer people than a number you choose. Suits most "
        "partnerships."
    ),
    Confidentiality.OPEN: gettext_lazy(
        "Results are shown by organisation, however few people answered for it. For partnerships "
        "where each organisation sends one or two people and speaks for itself."
    ),
    Confidentiality.ONE_VOICE: gettext_lazy(
        "Open, with one agreed response from each organisation, which its members fill in "
        "together. Results stand under the organisations’ names."
    ),
}


def describe_confidentiality(review: Review) -> str:
    """What this review's confidentiality means, in a sentence for whoever looks at the review."""
    if review.is_confidential:
        return _("Nobody is shown a figure that rests on fewer than %(k)s people.") % {
            "k": review.k
        }
    return str(MEANINGS[Confidentiality(review.confidentiality)])


def comment_help(review: Review) -> str:
    """What stands beside each field for a comment."""
    if review.is_confidential:
        return _(
            "Comments are shown without your name or organisation, mixed with those of "
            "others. Write nothing that gives you or anybody else away."
        )
    return _(
        "Comments are shown without names, mixed with those of others. Where few people answer, "
        "readers may still guess who wrote one."
    )


@dataclass(frozen=True)
class AnswerNotice:
    """What one member is told about one review.

    `promises` stand before the first question, `footer` at the foot of every page, `email` in the
    e-mail. The others say how things are: once submitted, if it was submitted before the review was
    reopened, after submitting, and once closed with a submitted, an unfinished or no response.
    """

    promises: list[str]
    footer: str
    email: str
    submitted: str
    reopened: str
    afterwards: str
    closed: str
    unfinished: str
    no_response: str

    @classmethod
    def about(
        cls, review: Review, organisation: Organisation | None, companions: Sequence[str] = ()
    ) -> "AnswerNotice":
        """`companions` are the names of those who answer for the same organisation.

        Without an organisation it is what members in general are told.
        """
        name = organisation.name if organisation else _("your organisation")
        if organisation is None:
            companions = [_("whoever else is asked for your organisation")]
        if review.speaks_as_organisations:
            return _one_voice(review, name, companions)
        return (
            _open(review, name)
            if review.confidentiality == Confidentiality.OPEN
            else _confidential(review)
        )


def _fixed_before_opening() -> str:
    return _("All this was settled before the review opened, and can’t be changed by anybody.")


def _individual_texts(review: Review) -> dict[str, str]:
    """What is said wherever everybody has a response of their own."""
    return {
        "submitted": _(
            "You have submitted your answers. You can change them until %(closes)s; what you "
            "change counts at once."
        )
        % {"closes": date_format(review.closes_on)},
        "reopened": _(
            "The review had closed and is open again; nobody has seen results. If you change an "
            "answer, your organisation and level are noted with your answers again until it closes."
        ),
        "closed": _(
            "Below is what you answered. Only this link opens it: nobody else can, and nobody can "
            "send you the link again."
        ),
        "unfinished": _(
            "You had started and not submitted, so your answers were not counted. They are below."
        ),
        "no_response": _("No answers arrived by this link."),
    }


def _confidential(review: Review) -> AnswerNotice:
    k = {"k": review.k}
    return AnswerNotice(
        promises=_confidential_promises(review),
        footer=_(
            "Your answers are confidential: nobody is shown a figure that rests on fewer than "
            "%(k)s people."
        )
        % k,
        email=_(
            "Your answers are confidential. Nobody is shown a figure that rests on fewer than "
            "%(k)s people, and when the review closes the connection between you and your answers "
            "is deleted."
        )
        % k,
        afterwards=_(
            "Then the review closes, and the connection between you and your answers is deleted."
        ),
        **_individual_texts(review),
    )


def _confidential_promises(review: Review) -> list[str]:
    k = {"k": review.k}
    return [
        _(
            "They are confidential. Nobody in the partnership, the coordinator included, can "
            "see what you answered."
        ),
        _(
            "Nobody is shown a figure that rests on fewer than %(k)s people. Groups smaller "
            "than that are put together with others."
        )
        % k,
        _(
            "While the review is open the coordinator can see who has started and who has "
            "submitted, so as to know whom to remind."
        ),
        _(
            "Comments are shown word for word, without your name or organisation and in no "
            "order. Take care not to give yourself or anybody else away."
        ),
        _(
            "When the review closes, the connection between you and your answers is deleted. "
            "Only the link in your own e-mail still opens them."
        ),
        review.audience.promise,
        _fixed_before_opening(),
    ]


def _open(review: Review, organisation: str) -> AnswerNotice:
    shown = _(
        "Results are shown by organisation, however few people answer for it. If you are the only "
        "one who answers for %(organisation)s, readers will know what you answered."
    ) % {"organisation": organisation}
    return AnswerNotice(
        promises=[
            shown,
            _(
                "While the review is open nobody else sees your answers. The coordinator can see "
                "who has started and who has submitted, so as to know whom to remind."
            ),
            _(
                "Comments are shown word for word, without your name and in no order. In a small "
                "organisation or partnership, readers may still guess who wrote one."
            ),
            _(
                "When the review closes, the connection between your name and your answers is "
                "deleted, and your answers stay with those of your organisation. Only the link in "
                "your own e-mail still opens them."
            ),
            review.audience.promise,
            _fixed_before_opening(),
        ],
        footer=shown,
        email=" ".join(
            [
                shown,
                _(
                    "Comments are shown without your name; in a small organisation readers may "
                    "still guess who wrote one."
                ),
            ]
        ),
        afterwards=_(
            "Then the review closes. The connection between your name and your answers is "
            "deleted, and your answers are shown as part of your organisation’s."
        ),
        **_individual_texts(review),
    )


def _one_voice(review: Review, organisation: str, companions: Sequence[str]) -> AnswerNotice:
    in_it = {"organisation": organisation, "closes": date_format(review.closes_on)}
    return AnswerNotice(
        promises=_one_voice_promises(review, organisation, companions),
        footer=" ".join(
            [
                _("This is the one answer of %(organisation)s, shown under its name.") % in_it,
                _companions(organisation, companions),
            ]
        ),
        email=f"{_one_voice_email()} {_companions(organisation, companions)}",
        submitted=_(
            "The answer of %(organisation)s is submitted. Each of you can change it until "
            "%(closes)s; what you change counts at once."
        )
        % in_it,
        reopened=_("The review had closed and is open again; nobody has seen results."),
        afterwards=_(
            "Then the review closes, and your answer is shown under the name of %(organisation)s."
        )
        % in_it,
        closed=_(
            "Below is what %(organisation)s answered. It opens with the links that its members "
            "were sent, and nobody can send them again."
        )
        % in_it,
        unfinished=_(
            "%(organisation)s had started and not submitted, so its answer was not counted. It is "
            "below."
        )
        % in_it,
        no_response=_("%(organisation)s gave no answer.") % in_it,
    )


def _one_voice_email() -> str:
    return _(
        "Your organisation gives one answer together. Whoever of you opens the link in their "
        "e-mail sees it and may change it until somebody submits; after that it can still be "
        "changed until the review closes. Readers see it under your organisation’s name."
    )


def _one_voice_promises(review: Review, organisation: str, companions: Sequence[str]) -> list[str]:
    shared = _(
        "Your organisation gives one answer together. Whoever of you opens this page sees it and "
        "may change it until somebody submits; after that it can still be changed until the "
        "review closes. Readers see it under your organisation’s name."
    )
    return [
        shared,
        _companions(organisation, companions),
        _(
            "While the review is open nobody in other organisations sees your answer. The "
            "coordinator can see which organisations have started and submitted."
        ),
        _(
            "Comments are shown word for word, without names and in no order. As there is one "
            "answer from each organisation, readers may still guess whose a comment is."
        ),
        _(
            "When the review closes, your answer can’t be changed any more. The links that "
            "you and your colleagues were sent still open it."
        ),
        review.audience.promise,
        _fixed_before_opening(),
    ]


def _companions(organisation: str, companions: Sequence[str]) -> str:
    if not companions:
        return _("Nobody else is asked for %(organisation)s, so you answer for it alone.") % {
            "organisation": organisation
        }
    return _("You answer together with %(names)s.") % {
        "names": get_text_list(list(companions), _("and"))
    }

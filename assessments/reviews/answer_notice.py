"""How answers are treated, in the words coordinators choose by and members are told.

Every page and email that says what happens to an answer takes its words from here, so that no two
can promise different things. The promises are kept elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Review
from assessments.models.review import Confidentiality
from partnerships.models import Organisation

from . import promises

MEANINGS = {
    Confidentiality.CONFIDENTIAL: gettext_lazy(
        "No one is shown a figure based on fewer people than a number you choose. "
        "Suits most partnerships."
    ),
    Confidentiality.OPEN: gettext_lazy(
        "Results are shown by organisation, however few people answered for it. For "
        "partnerships where each organisation has one or two people, who speak for it."
    ),
    Confidentiality.ONE_VOICE: gettext_lazy(
        "Open, with one agreed response from each organisation, which its members give "
        "together. Results are shown under the organisations’ names."
    ),
}


def describe_confidentiality(review: Review) -> str:
    """What this review's confidentiality means, in a sentence for the review's page."""
    if review.is_confidential:
        return _("No one is shown a figure based on fewer than %(k)s people.") % {"k": review.k}
    return str(MEANINGS[Confidentiality(review.confidentiality)])


@dataclass(frozen=True)
class AnswerNotice:
    """What one member is told about one review.

    `promises` are the four that matter most and are shown before the first question, with `details`
    below them; `footer` at the foot of every page, `email` in the email. The others say how things
    are: once submitted, if it was submitted before the review was reopened, after submitting, and
    once closed with a submitted, an unfinished or no response.
    """

    promises: list[str]
    details: list[str]
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
            companions = [_("anyone else who is asked for your organisation")]
        if review.speaks_as_organisations:
            return _one_voice(review, name, companions)
        return (
            _open(review, name)
            if review.confidentiality == Confidentiality.OPEN
            else _confidential(review)
        )


def _individual_texts(review: Review) -> dict[str, str]:
    """The texts for reviews in which everyone has their own response."""
    return {
        "submitted": _(
            "You have submitted your answers. You can change them until %(closes)s. Any "
            "changes count at once."
        )
        % {"closes": date_format(review.closes_on)},
        "reopened": _(
            "The review closed and has been reopened. No one has seen any results, and your "
            "answers are as you left them."
        ),
        "closed": _(
            "Your answers are below. Only this link opens them: no one else can, and no "
            "one can send you the link again."
        ),
        "unfinished": _(
            "You started but did not submit, so your answers were not counted. They are below."
        ),
        "no_response": _("No answers were given with this link."),
    }


def _confidential(review: Review) -> AnswerNotice:
    k = {"k": review.k}
    return AnswerNotice(
        promises=promises.of_confidential(review),
        details=promises.details_of_confidential(review),
        footer=_(
            "Your answers are confidential: no one is shown a figure based on fewer than "
            "%(k)s people."
        )
        % k,
        email=_(
            "Your answers are confidential. No one is shown a figure based on fewer than "
            "%(k)s people, and once someone reads the results the key that connects you and "
            "your answers is destroyed."
        )
        % k,
        afterwards=_(
            "The review then closes. Once someone reads the results, the key that connects you "
            "and your answers is destroyed."
        ),
        **_individual_texts(review),
    )


def _open(review: Review, organisation: str) -> AnswerNotice:
    shown = _(
        "Results are shown by organisation, however few people answer for it. If you are the only "
        "person who answers for %(organisation)s, readers will know what you answered."
    ) % {"organisation": organisation}
    return AnswerNotice(
        promises=promises.of_open(shown),
        details=promises.details_of_open(review),
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
            "The review then closes, and your answers are shown as part of your organisation’s. "
            "Once someone reads the results, the key that connects your name and your answers is "
            "destroyed."
        ),
        **_individual_texts(review),
    )


def _one_voice(review: Review, organisation: str, companions: Sequence[str]) -> AnswerNotice:
    in_it = {"organisation": organisation, "closes": date_format(review.closes_on)}
    return AnswerNotice(
        promises=promises.of_one_voice(organisation, companions),
        details=promises.details_of_one_voice(review),
        footer=" ".join(
            [
                _("This is the single answer from %(organisation)s, shown under its name.") % in_it,
                promises.companions_in_words(organisation, companions),
            ]
        ),
        email=f"{_one_voice_email()} {promises.companions_in_words(organisation, companions)}",
        submitted=_(
            "The answer from %(organisation)s has been submitted. Each of you can change "
            "it until %(closes)s. Any changes count at once."
        )
        % in_it,
        reopened=_("The review closed and has been reopened. No one has seen any results."),
        afterwards=_(
            "The review then closes, and your answer is shown under the name of %(organisation)s."
        )
        % in_it,
        closed=_(
            "The answer from %(organisation)s is below. It opens with the links its "
            "members were sent, and no one can send them again."
        )
        % in_it,
        unfinished=_(
            "%(organisation)s started but did not submit, so its answer was not counted. "
            "It is below."
        )
        % in_it,
        no_response=_("%(organisation)s did not answer.") % in_it,
    )


def _one_voice_email() -> str:
    return _(
        "Your organisation gives one answer together. Any of you who opens the link in "
        "their email can see it and change it until someone submits it. After that it "
        "can still be changed until the review closes. Readers see it under your "
        "organisation’s name."
    )

"""How to read the figures in a report: each term, explained for someone new to it."""

from django.utils.translation import gettext as _

from assessments.models import Review
from insights.wording.sentences import withheld_note

from .outline import GlossaryTerm


def how_to_read(review: Review) -> tuple[GlossaryTerm, ...]:
    """The terms in this review's report, in the order they appear."""
    return (*_terms_for_figures(review), *_terms_for_groups(review))


def _terms_for_figures(review: Review) -> tuple[GlossaryTerm, ...]:
    labels = review.questionnaire.rating_labels
    scale = "; ".join(f"{point} {label}" for point, label in enumerate(labels, start=1))
    return (
        GlossaryTerm(
            _("Mean"),
            _(
                "The ratings added up and divided by how many there are. The scale is: "
                "%(scale)s. “Don’t know” and “Doesn’t apply to us” are never included in a mean. "
                "The mean of a consideration is the mean of all ratings of its statements."
            )
            % {"scale": scale},
        ),
        GlossaryTerm(
            _("People"),
            _(
                "How many people gave a rating. For a consideration, this is the fewest who "
                "rated any one of its statements."
            ),
        ),
        GlossaryTerm(
            _("Agreement"),
            _(
                "How far the people in a group say the same, from 0 (half at each end of the "
                "scale) to 1 (all the same). An even spread over five points is 0.43, so a "
                "figure in the middle is not agreement. It is shown for everyone, and for groups "
                "in which at least %(twice)s people gave a rating."
            )
            % {"twice": 2 * review.k},
        ),
        GlossaryTerm(
            _("Middle half"),
            _(
                "The bar behind a mark covers the middle half of the ratings. The longer the "
                "bar, the more views vary."
            ),
        ),
    )


def _terms_for_groups(review: Review) -> tuple[GlossaryTerm, ...]:
    return (
        GlossaryTerm(
            _("Don’t know"),
            _(
                "How many people chose “Don’t know”. It is a finding in itself: someone who "
                "cannot say has often not been told."
            ),
        ),
        GlossaryTerm(
            _("Withheld"),
            " ".join(
                (
                    withheld_note(review.k),
                    _("Groups too small to be shown separately are combined as “Other”."),
                )
            ),
        ),
        GlossaryTerm(
            _("Gap"),
            _(
                "How many points apart the two most different groups are. A gap shows that views "
                "differ, not who is right: it is a place to start talking."
            ),
        ),
    )

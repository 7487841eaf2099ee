"""How to read the figures of a report: each word of it, explained for somebody new to it."""

from django.utils.translation import gettext as _

from assessments.models import Review
from insights.wording.sentences import withheld_note

from .outline import GlossaryTerm


def how_to_read(review: Review) -> tuple[GlossaryTerm, ...]:
    """The words of this review's report, in the order a reader meets them."""
    return (*_terms_for_figures(review), *_terms_for_groups(review))


def _terms_for_figures(review: Review) -> tuple[GlossaryTerm, ...]:
    labels = review.questionnaire.rating_labels
    scale = "; ".join(f"{point} {label}" for point, label in enumerate(labels, start=1))
    return (
        GlossaryTerm(
            _("Mean"),
            _(
                "The ratings added up and divided by how many there are. The scale is: %(scale)s. "
                "“Don’t know” and “Doesn’t apply to us” are never counted into a mean. The mean "
                "of a consideration is taken over all ratings of its statements."
            )
            % {"scale": scale},
        ),
        GlossaryTerm(
            _("People"),
            _(
                "How many people gave a rating. For a consideration it is the fewest who rated "
                "any one of its statements."
            ),
        ),
        GlossaryTerm(
            _("Agreement"),
            _(
                "How far the people in a group say the same, from 0 (half at each end of the "
                "scale) to 1 (all the same). An even spread over five points comes to 0.43, so a "
                "middling figure is not agreement. It is shown for everyone, and for groups in "
                "which at least %(twice)s people gave a rating."
            )
            % {"twice": 2 * review.k},
        ),
        GlossaryTerm(
            _("Middle half"),
            _(
                "A bar behind a mark runs between the points that hold the middle half of the "
                "ratings. The longer the bar, the more views vary."
            ),
        ),
    )


def _terms_for_groups(review: Review) -> tuple[GlossaryTerm, ...]:
    return (
        GlossaryTerm(
            _("Don’t know"),
            _(
                "How many people chose “Don’t know”. It is a finding in itself: someone who "
                "can’t say has often not been told."
            ),
        ),
        GlossaryTerm(
            _("Withheld"),
            " ".join(
                (
                    withheld_note(review.k),
                    _("Groups too small to stand alone are put together as “Other”."),
                )
            ),
        ),
        GlossaryTerm(
            _("Gap"),
            _(
                "How many points lie between the two groups furthest apart. A gap says that views "
                "differ, not who is right: it is a place to start talking."
            ),
        ),
    )

"""How to read the figures in a report: each term, explained for someone new to it."""

from django.utils.translation import gettext as _

from insights.results.load import Results
from insights.wording.detail import blank_note, step_note

from .outline import GlossaryTerm


def how_to_read(results: Results) -> tuple[GlossaryTerm, ...]:
    """The terms in this review's report, in the order they appear."""
    return (*_terms_for_figures(results), *_terms_for_groups(results))


def _terms_for_figures(results: Results) -> tuple[GlossaryTerm, ...]:
    labels = results.scale.labels
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
                "rated any one of its statements. For a figure in steps, it is how many people "
                "are in the group."
            ),
        ),
        GlossaryTerm(
            _("Agreement"),
            _(
                "How far the people in a group say the same, from −1 (half at each end of the "
                "scale) through 0 (evenly spread) to 1 (all the same): the A of van der Eijk "
                "(2001). It is shown where it is shown how many people chose each answer: for "
                "everyone, and for very large groups."
            ),
        ),
        GlossaryTerm(
            _("Middle half"),
            _(
                "The bar behind a mark covers the middle half of the ratings. The longer the "
                "bar, the more views vary."
            ),
        ),
    )


def _terms_for_groups(results: Results) -> tuple[GlossaryTerm, ...]:
    return (
        *_terms_for_steps(results),
        GlossaryTerm(
            _("Don’t know"),
            _(
                "How many people chose “Don’t know”. It is a finding in itself: someone who "
                "cannot say has often not been told."
            ),
        ),
        GlossaryTerm(
            _("Gap"),
            _(
                "How many points apart the two most different groups are. It is called wider than "
                "chance would explain if dealing everyone’s answers at random into groups of the "
                "same sizes gives a wider one at most once in 20 times. A gap shows that views "
                "differ, not who is right: it is a place to start talking."
            ),
        ),
    )


def _terms_for_steps(results: Results) -> tuple[GlossaryTerm, ...]:
    if not results.review.is_confidential:
        return ()
    return (
        GlossaryTerm(_("Steps"), step_note(results.scale.points)),
        GlossaryTerm(_("No figure"), blank_note(results.review.k)),
    )

"""The scale that everyone's figures are shown on: the one that was asked, or classes of its points.

Rounds and partnerships can only be compared where they are shown on the same scale.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from assessments.models import Review
from insights.disclosure.release import Treatment
from insights.models import Publication
from insights.statistics.scales import FEWEST_POINTS, class_edges


@dataclass(frozen=True)
class ShownScale:
    """The labels of what is shown, least favourable first. `asked` is how many points there were to
    choose from."""

    labels: tuple[str, ...]
    asked: int

    @property
    def points(self) -> int:
        return len(self.labels)

    @property
    def is_in_classes(self) -> bool:
        return self.points < self.asked

    def place(self, point: int) -> int:
        """Where someone who chose this point is counted."""
        if not self.is_in_classes:
            return point
        return sum(edge < point for edge in class_edges(self.asked)[:-1])


def publication_of(review: Review) -> Publication | None:
    """How finely a review is published. None if nothing is."""
    return getattr(review, "publication", None)


def rating_scale(review: Review) -> ShownScale:
    """The scale that ratings are shown on."""
    return _shown(review.questionnaire.rating_labels, review)


def importance_scale(review: Review) -> ShownScale:
    """The scale that importance is shown on."""
    return _shown(review.questionnaire.importance_labels, review)


def _shown(labels: Sequence[str], review: Review) -> ShownScale:
    publication, asked = publication_of(review), len(labels)
    in_classes = publication is not None and publication.everyone == Treatment.CLASSES
    if not in_classes or asked < FEWEST_POINTS:
        return ShownScale(tuple(labels), asked)
    edges = pairwise(class_edges(asked))
    return ShownScale(tuple(_class_label(labels[start:end]) for start, end in edges), asked)


def _class_label(labels: Sequence[str]) -> str:
    """One label for a class: "Strongly disagree or disagree", or its first and last."""
    first, last = labels[0], _continued(labels[-1])
    if len(labels) == 1:
        return first
    joined = _("%(first)s or %(last)s") if len(labels) == 2 else _("%(first)s to %(last)s")
    return joined % {"first": first, "last": last}


def _continued(label: str) -> str:
    """A label inside a sentence: without its capital, unless that belongs to the word."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label

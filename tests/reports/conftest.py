"""What tests of reports share: a look inside a PDF, and a discussion that came to something."""

import datetime
import io
from collections.abc import Iterator

import pikepdf
import pytest

from discussions.models import Action, Conclusion


class Paper:
    """A PDF as a reader and a screen reader meet it."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))

    @property
    def outline(self) -> list[str]:
        """The titles of the bookmarks."""
        with self.pdf.open_outline() as outline:
            return [item.title for item in outline.root]

    def elements(self, kind: str) -> list[pikepdf.Dictionary]:
        """The elements of one kind in the structure tree: /Table, /H1, /Figure…"""
        return [one for one in self._walk(self.pdf.Root.StructTreeRoot.K) if str(one.S) == kind]

    def _walk(self, node) -> Iterator[pikepdf.Dictionary]:
        if isinstance(node, pikepdf.Array):
            for one in node:
                yield from self._walk(one)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                yield from self._walk(node.K)


@pytest.fixture
def paper():
    return Paper


@pytest.fixture
def discussed(cast):
    """Gives a review what a discussion of it came to."""

    def discuss(review):
        Conclusion.objects.create(
            review=review,
            consideration="clarity",
            said="We drew it up.",
            agreed_rating=4,
            agreed=True,
        )
        Conclusion.objects.create(
            review=review,
            consideration="power",
            we_differ_because="Money has strings.",
            agreed=True,
        )
        Action.objects.create(
            review=review,
            consideration="power",
            what="Publish the budget",
            owner=cast.ben,
            due=datetime.date(2031, 3, 12),
        )
        return review

    return discuss

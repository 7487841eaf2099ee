"""Invents what members answer in a round: near how their organisation sees each consideration."""

import random
from collections.abc import Iterable

from .description import Story, StoryRound

DEVIATION = 0.7
SELDOM_UNSURE = 0.02
UNSURE = "unsure"
USUAL = "usual"


class InventedAnswers:
    """The answers to one round, member by member, in the order in which they are asked for."""

    def __init__(self, story: Story, one: StoryRound) -> None:
        self.random = random.Random(one.seed)  # noqa: S311 - invented answers, not secrets
        self.importance = story.importance
        self.views = {**story.views, **one.views}
        self.comments = {code: list(comments) for code, comments in one.comments.items()}

    def to_page(self, consideration: str, statements: Iterable[str], key: str) -> dict[str, str]:
        """What someone from an organisation enters on the page of a consideration."""
        given = {code: self._rating(consideration, key) for code in statements}
        given["importance"] = str(self._near(self.importance[consideration]))
        given["comment"] = self._comment(consideration, key)
        return given

    def _rating(self, consideration: str, key: str) -> str:
        view = self.views[consideration]
        if self.random.random() < view.get(UNSURE, SELDOM_UNSURE):
            return "dont_know"
        return str(self._near(view.get(key, view[USUAL])))

    def _near(self, usual: float) -> int:
        return min(5, max(1, round(self.random.gauss(usual, DEVIATION))))

    def _comment(self, consideration: str, key: str) -> str:
        """This organisation's next comment, if it has one left."""
        left = self.comments.get(consideration, [])
        found = next((one for one in left if one.organisation == key), None)
        if found is None:
            return ""
        left.remove(found)
        return found.text

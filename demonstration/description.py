"""What the files in `demonstration/data` describe: a partnership, its members and its rounds."""

from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import Field

from evidence.bank import StrictModel

DATA = Path(__file__).parent / "data"
FILES = ("alderwick.yaml", "northside.yaml")


class PlaceOfWork(StrictModel):
    """An organisation: its name, its sector, and the partner group that rounds may put it in."""

    name: str
    sector: str
    group: str = ""


class Someone(NamedTuple):
    """A member. Without an organisation they are not asked."""

    name: str
    organisation: str | None
    level: str
    role: str


class Comment(NamedTuple):
    """A comment and the organisation that it is from."""

    organisation: str
    text: str


class StoryConclusion(StrictModel):
    """What was said about a consideration, and what it came to."""

    said: str
    rating: int | None = None
    differ: str = ""


class Task(NamedTuple):
    """An action. It is due so many days from the day of loading, and was done that many days before
    it was due."""

    what: str
    consideration: str
    owner: str
    due: int
    early: int | None


class StoryRound(StrictModel):
    """A review and how it went. Days are counted back from the day of loading, but for `closes`.

    One without a day of closing is open. `views` only has what differs from the partnership's own;
    `seed` makes the invented answers the same on every machine.
    """

    title: str
    introduction: str
    questionnaire: str = "full-reflection"
    seed: int
    opened: int
    closes: int
    closed: int | None = None
    shared: int | None = None
    joins: list[str] = Field(default_factory=list)
    absent: list[str] = Field(default_factory=list)
    submitted: int | None = None
    started: int = 0
    views: dict[str, dict[str, float]] = Field(default_factory=dict)
    comments: dict[str, list[Comment]] = Field(default_factory=dict)
    conclusions: dict[str, StoryConclusion] = Field(default_factory=dict)
    actions: list[Task] = Field(default_factory=list)


class Story(StrictModel):
    """A partnership and its rounds, the earliest first.

    `views` says how each consideration is usually rated, and by those who differ.
    """

    registered: int
    partnership: dict[str, str]
    organisations: dict[str, PlaceOfWork]
    members: list[Someone]
    views: dict[str, dict[str, float]]
    importance: dict[str, float]
    rounds: list[StoryRound]

    def joining(self, one: StoryRound) -> list[Someone]:
        """Who is added before this round: those it names, or for the first all that none does."""
        if one != self.rounds[0]:
            return [member for member in self.members if member.name in one.joins]
        later = {name for each in self.rounds for name in each.joins}
        return [member for member in self.members if member.name not in later]


def read_stories() -> list[Story]:
    """The partnerships of the demonstration, the one it begins with first."""
    texts = [(DATA / name).read_text("utf-8") for name in FILES]
    return [Story.model_validate(yaml.safe_load(text)) for text in texts]

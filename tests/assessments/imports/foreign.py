"""A small questionnaire, and tables from elsewhere that answer it."""

from dataclasses import dataclass
from datetime import date

from assessments.imports.guessing import guess_mapping
from assessments.imports.recognition.value_synonyms import value_key
from spreadsheets.reader import Sheet


@dataclass(frozen=True)
class Statement:
    code: str
    text: str
    consideration: str


@dataclass(frozen=True)
class Consideration:
    code: str
    name: str


@dataclass(frozen=True)
class Questionnaire:
    statements: tuple[Statement, ...]
    considerations: tuple[Consideration, ...]
    rating_labels: tuple[str, ...]
    importance_labels: tuple[str, ...]


ASKED = Questionnaire(
    statements=(
        Statement("approach-need", "Tackling this issue takes more than one body.", "approach"),
        Statement("approach-gain", "Together we do more for local people.", "approach"),
        Statement("power-equal", "Partners don't overrule one another & listen well.", "power"),
        Statement("power-open", "It is clear who decides: we can all see how.", "power"),
    ),
    considerations=(
        Consideration("approach", "The right approach"),
        Consideration("power", "Power and transparency"),
    ),
    rating_labels=(
        *("Strongly disagree", "Disagree", "Neither agree nor disagree"),
        *("Agree", "Strongly agree"),
    ),
    importance_labels=("Hardly at all", "A little", "Somewhat", "A lot", "Above all"),
)


ORGANISATIONS = ["Riverside Council", "The Hub", "NHS Riverside"]


TEXTS = [statement.text for statement in ASKED.statements]


CODES = [statement.code for statement in ASKED.statements]


DOUBTFUL = Sheet(
    [
        ["Organisation", "Level", TEXTS[0], TEXTS[1], "Importance: The right approach"],
        ["The Hubb", "Stratgic", "quite", 4, "loads"],
        ["Elsewhere", "Community", "Agre", "Quite", 7],
        [],
        ["the hubb", None, 3.5, date(2026, 5, 3), "#N/A"],
        ["NHS Riverside", None, 7, "05-Mar", True],
    ]
)


def guess(head, *rows):
    return guess_mapping(Sheet([list(head), *map(list, rows)]), ASKED, ORGANISATIONS)


def columns(*head):
    """What each heading is taken for, beside the statements that make it a row of headings."""
    mapping = guess([*head, *TEXTS])
    return [str(mapping.columns[index]) for index in range(len(head))]


def alone(*head):
    mapping = guess(head)
    return [str(mapping.columns[index]) for index in range(len(head))]


def ratings(*values):
    """What is made of these values in a column of ratings."""
    mapping = guess(TEXTS[:1], *[[value] for value in values])
    return [mapping.ratings.get(value_key(value)) for value in values]

"""The pulse questionnaire as importing asks about it, and files of other tools that answer it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assessments.imports.forms.questions import Recognition, recognise
from assessments.imports.guessing import guess_mapping, recognise_values
from assessments.imports.mapping import Mapping
from assessments.imports.parse import ParsedResponses, parse_responses
from assessments.imports.recognition.questionnaires import (
    AskedConsideration,
    AskedQuestionnaire,
    StatementToRecognise,
)
from assessments.imports.recognition.rows import ClassifiedRows, classify_rows
from assessments.imports.recognition.targets import Target
from assessments.questionnaires.versions import shipped_definitions
from spreadsheets.reader import Sheet, read_sheet

INPUTS = Path(__file__).parents[2] / "inputs"
ORGANISATIONS = ["Riverside Council", "NHS Riverside", "Open Door"]


@cache
def pulse() -> AskedQuestionnaire:
    asked = next(one for one in shipped_definitions() if one.code == "pulse")
    return AskedQuestionnaire(
        statements=[
            StatementToRecognise(statement.code, statement.text, one.code)
            for one in asked.considerations
            for statement in one.statements
        ],
        considerations=[AskedConsideration(one.code, one.code) for one in asked.considerations],
        rating_labels=asked.rating.labels,
        importance_labels=asked.importance.labels,
    )


@dataclass(frozen=True)
class Foreign:
    """A file of another tool with its mapping so far."""

    sheet: Sheet
    mapping: Mapping

    @property
    def rows(self) -> ClassifiedRows:
        return classify_rows(self.sheet, self.mapping)

    @property
    def recognition(self) -> Recognition:
        return recognise(self.sheet, self.mapping, pulse(), ORGANISATIONS, self.rows.left_out)

    def settled(self, **values: dict[str, str]) -> "Foreign":
        """The same with values settled, by kind of column."""
        known = {kind: self.mapping.values_for(kind) | more for kind, more in values.items()}
        mapping = self.mapping.with_values(known)
        return Foreign(self.sheet, recognise_values(self.sheet, mapping, pulse(), ORGANISATIONS))

    @property
    def parsed(self) -> ParsedResponses:
        return parse_responses(self.sheet, self.mapping, pulse(), None, self.rows.left_out)

    @property
    def mean(self) -> float:
        """The mean over all statements and people, as those who know the file would work it out."""
        assert self.parsed.problems == []
        answers = (answer for one in self.parsed.responses for answer in one.answers.values())
        ratings = [one.rating for one in answers if one.rating is not None]
        return round(sum(ratings) / len(ratings), 2)


def foreign(name: str) -> Foreign:
    """A file among the inputs, matched as far as it is certain."""
    sheet = read_sheet((INPUTS / name).read_bytes(), name)
    return Foreign(sheet, guess_mapping(sheet, pulse(), ORGANISATIONS))


def matched_by_place(name: str, *, header_row: int, first: int) -> Foreign:
    """A file whose twelve statements begin at a column, in the order of the questionnaire."""
    sheet = read_sheet((INPUTS / name).read_bytes(), name)
    columns = {
        first - 2: Target("organisation"),
        first - 1: Target("level"),
        **{
            first + place: Target("statement", one.code)
            for place, one in enumerate(pulse().statements)
        },
    }
    mapping = recognise_values(sheet, Mapping(header_row, columns), pulse(), ORGANISATIONS)
    return Foreign(sheet, mapping)

"""How a spreadsheet was read, for the person importing it to check.

These are the figures of the file that they hold, before anything of it is kept; nothing here is
about answers that members gave.
"""

from collections import Counter
from dataclasses import dataclass
from statistics import fmean, pstdev

from django.utils.translation import gettext as _

from assessments.imports.recognition.targets import StatementLike
from assessments.imports.recognition.value_synonyms import DONT_KNOW, NOT_APPLICABLE
from partnerships.vocabulary import Level
from spreadsheets.reader import Sheet, column_letter, headings

from .mapping import Mapping
from .parse import ImportedResponse, ParsedResponses
from .recognition.targets import IGNORED, QuestionnaireLike


@dataclass(frozen=True)
class StatementSummary:
    """How a statement was answered in the file; no mean if no one rated it."""

    text: str
    count: int
    mean: float | None
    spread: float | None


@dataclass(frozen=True)
class ImportSummary:
    """What would be imported, and what would not."""

    people: int
    answers: int
    dont_know: int
    not_applicable: int
    importances: int
    comments: int
    statements: list[StatementSummary]
    without_column: list[str]
    organisations: list[tuple[str, int]] | None
    levels: list[tuple[str, int]] | None
    left_out: list[tuple[str, str]]
    sheet: str
    rows: tuple[int, int] | None

    @classmethod
    def of(
        cls,
        sheet: Sheet,
        mapping: Mapping,
        questionnaire: QuestionnaireLike,
        parsed: ParsedResponses,
    ) -> "ImportSummary":
        people = parsed.responses
        matched = {target for target in mapping.columns.values() if target != IGNORED}
        codes = {target.code for target in matched if target.kind == "statement"}
        kinds = {target.kind for target in matched}
        answers = Counter(answer.reason for one in people for answer in one.answers.values())
        places = [one.organisation or _("Not stated") for one in people]
        levels = [str(Level(one.level).label) if one.level else _("Not stated") for one in people]
        return cls(
            people=len(people),
            answers=answers[""],
            dont_know=answers[DONT_KNOW],
            not_applicable=answers[NOT_APPLICABLE],
            importances=sum(len(one.importances) for one in people),
            comments=sum(len(one.comments) for one in people),
            statements=[
                _summarise(one, people) for one in questionnaire.statements if one.code in codes
            ],
            without_column=[one.text for one in questionnaire.statements if one.code not in codes],
            organisations=_counted(places) if "organisation" in kinds else None,
            levels=_counted(levels) if "level" in kinds else None,
            left_out=[
                (column_letter(index), title)
                for index, title in enumerate(headings(sheet, mapping.header_row))
                if title and mapping.columns.get(index, IGNORED) == IGNORED
            ],
            sheet=sheet.name,
            rows=(people[0].row, people[-1].row) if people else None,
        )

    @property
    def statement_count(self) -> int:
        """How many statements the review asks."""
        return len(self.statements) + len(self.without_column)


def _summarise(statement: StatementLike, people: list[ImportedResponse]) -> StatementSummary:
    answers = (one.answers.get(statement.code) for one in people)
    ratings = [one.rating for one in answers if one and one.rating is not None]
    return StatementSummary(
        statement.text,
        len(ratings),
        fmean(ratings) if ratings else None,
        pstdev(ratings) if ratings else None,
    )


def _counted(names: list[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items())

"""An import between its steps: the file, its mapping so far, and what is still unknown."""

from collections import Counter
from dataclasses import dataclass, replace

from partnerships.sheets import Sheet, read_sheets

from ..models import Import
from .mapping import Mapping, Unmapped, guess_mapping, recognise_values, unmapped_values
from .questionnaires import AskedQuestionnaire, asked_by
from .reading import Progress, Reading, read_responses
from .tables import choose_sheet


@dataclass
class Bringing:
    """A file on its way in."""

    row: Import
    sheets: list[Sheet]
    sheet: Sheet
    asked: AskedQuestionnaire
    organisations: list[str]
    mapping: Mapping

    @classmethod
    def of(cls, row: Import, sheets: list[Sheet] | None = None) -> "Bringing":
        """The import with its mapping, guessed if nobody has matched it yet.

        `sheets` are the file's tables if it has been read already.
        """
        sheets = sheets or read_sheets(bytes(row.content), row.file_name)
        asked = asked_by(row.review.questionnaire)
        organisations = [one.name for one in row.review.partnership.organisations.taking_part()]
        mapping = Mapping.from_json(row.mapping) if row.mapping else None
        settled = [sheet for sheet in sheets if mapping and sheet.name == mapping.sheet]
        sheet = settled[0] if settled else choose_sheet(sheets, asked)
        mapping = mapping or guess_mapping(sheet, asked, organisations)
        return cls(row, sheets, sheet, asked, organisations, mapping)

    def read_in(self, *, sheet: str, header_row: int | None) -> "Bringing":
        """The same file read in another of its sheets, or its headings in another row, afresh."""
        chosen = next((one for one in self.sheets if one.name == sheet), self.sheet)
        guessed = guess_mapping(chosen, self.asked, self.organisations, header_row)
        return replace(self, sheet=chosen, mapping=guessed)

    def remember(self, mapping: Mapping) -> None:
        """Keep a mapping, completed with every value that is recognised."""
        self.mapping = recognise_values(self.sheet, mapping, self.asked, self.organisations)
        self.row.mapping = self.mapping.to_json()
        self.row.save(update_fields=["mapping"])

    @property
    def unmapped(self) -> list[Unmapped]:
        return unmapped_values(self.sheet, self.mapping, self.asked, self.organisations)

    def read(self, progress: Progress | None = None) -> Reading:
        return read_responses(self.sheet, self.mapping, self.asked, progress)


@dataclass(frozen=True)
class Preview:
    """What would come in: how many people, from where, and how much they answered."""

    people: int
    organisations: list[tuple[str, int]]
    levels: list[tuple[str, int]]
    statements: int
    answers: int
    comments: int

    @classmethod
    def of(cls, reading: Reading) -> "Preview":
        responses = reading.responses
        return cls(
            people=len(responses),
            organisations=sorted(Counter(one.organisation for one in responses).items()),
            levels=sorted(Counter(one.level for one in responses).items()),
            statements=len({code for one in responses for code in one.answers}),
            answers=sum(len(one.answers) for one in responses),
            comments=sum(len(one.comments) for one in responses),
        )

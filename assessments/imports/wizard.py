"""An import between its steps: the file, its mapping so far, and what is still unknown."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assessments.imports.forms.questions import Asking, ask
from assessments.imports.recognition.questionnaires import AskedQuestionnaire, asked_by
from assessments.imports.recognition.rows import Rows, digests_of, sort_rows
from assessments.imports.recognition.tables import choose_sheet, read_tables
from assessments.models.response import Import
from spreadsheets.reader import Sheet

from .mapping import Mapping, guess_mapping, recognise_values
from .parse import Progress, Reading, read_responses
from .store import bring_in


@dataclass(frozen=True)
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
        asked = asked_by(row.review.questionnaire)
        sheets = sheets or read_tables(bytes(row.content), row.file_name, asked)
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

    def remember(self, mapping: Mapping) -> "Bringing":
        """Keep a mapping, completed with every value that is certain."""
        mapping = recognise_values(self.sheet, mapping, self.asked, self.organisations)
        self.row.mapping = mapping.to_json()
        self.row.save(update_fields=["mapping"])
        return replace(self, mapping=mapping)

    @cached_property
    def rows(self) -> Rows:
        """Which rows are people whose answers count, and what is the matter with the others."""
        done = self.row.review.imports.filter(responses_added__isnull=False)
        earlier = done.order_by("added_at").values_list("file_name", "rows")
        return sort_rows(self.sheet, self.mapping, secret=self.row.review.secret, earlier=earlier)

    @cached_property
    def asking(self) -> Asking:
        """What is found in the rows that count, and what is still to be settled."""
        without = self.rows.left_out, self.rows.no_answers
        return ask(self.sheet, self.mapping, self.asked, self.organisations, *without)

    def for_values(self) -> dict[str, Any]:
        """What a form needs that asks what values stand for."""
        return {
            "mapping": self.mapping,
            "asked": self.asked,
            "organisations": self.organisations,
            "asking": self.asking,
        }

    def read(self, progress: Progress | None = None) -> Reading:
        return read_responses(self.sheet, self.mapping, self.asked, progress, self.rows.left_out)

    def bring_in(self, reading: Reading, progress: Progress | None = None) -> int:
        """Add what was read; how many responses there were."""
        numbers = [one.row for one in reading.responses]
        digests = digests_of(self.sheet, self.mapping, numbers, self.row.review.secret)
        return bring_in(bringing=self.row, reading=reading, digests=digests, progress=progress)

"""An import between its steps: the file, its mapping so far, and what is still unknown."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from assessments.imports.forms.questions import Recognition, recognise
from assessments.imports.recognition.questionnaires import AskedQuestionnaire, questions_of
from assessments.imports.recognition.rows import ClassifiedRows, classify_rows, row_digests
from assessments.imports.recognition.tables import choose_sheet, read_tables
from assessments.keys import Purpose, read_key
from assessments.models.response import Import
from spreadsheets.reader import Sheet

from .guessing import guess_mapping, recognise_values
from .mapping import Mapping
from .parse import ParsedResponses, Progress, parse_responses
from .store import store_responses, waiting_content


@dataclass(frozen=True)
class PendingImport:
    """A file being imported."""

    file_import: Import
    sheets: list[Sheet]
    sheet: Sheet
    questionnaire: AskedQuestionnaire
    organisations: list[str]
    mapping: Mapping

    @classmethod
    def of(cls, file_import: Import, sheets: list[Sheet] | None = None) -> "PendingImport":
        """The import with its mapping, guessed if no one has matched it yet.

        `sheets` are the file's tables if it has been read already.
        """
        questionnaire = questions_of(file_import.review.questionnaire)
        sheets = sheets or read_tables(
            waiting_content(file_import), file_import.file_name, questionnaire
        )
        organisations = [
            one.name for one in file_import.review.partnership.organisations.taking_part()
        ]
        mapping = Mapping.from_json(file_import.mapping) if file_import.mapping else None
        settled = [sheet for sheet in sheets if mapping and sheet.name == mapping.sheet]
        sheet = settled[0] if settled else choose_sheet(sheets, questionnaire)
        mapping = mapping or guess_mapping(sheet, questionnaire, organisations)
        return cls(file_import, sheets, sheet, questionnaire, organisations, mapping)

    def reread(self, *, sheet: str, header_row: int | None) -> "PendingImport":
        """The same file read in another of its sheets, or its headings in another row, afresh."""
        chosen = next((one for one in self.sheets if one.name == sheet), self.sheet)
        guessed = guess_mapping(chosen, self.questionnaire, self.organisations, header_row)
        return replace(self, sheet=chosen, mapping=guessed)

    def save_mapping(self, mapping: Mapping) -> "PendingImport":
        """Keep a mapping, completed with every value that is certain."""
        mapping = recognise_values(self.sheet, mapping, self.questionnaire, self.organisations)
        self.file_import.mapping = mapping.to_json()
        self.file_import.save(update_fields=["mapping"])
        return replace(self, mapping=mapping)

    @cached_property
    def rows(self) -> ClassifiedRows:
        """Which rows are people whose answers count, and what is the matter with the others."""
        done = self.file_import.review.imports.filter(responses_added__isnull=False)
        earlier = done.order_by("added_at").values_list("file_name", "rows")
        return classify_rows(self.sheet, self.mapping, secret=self._secret, earlier=earlier)

    @property
    def _secret(self) -> bytes:
        return read_key(self.file_import.review_id).derive(Purpose.ROWS)

    @cached_property
    def recognition(self) -> Recognition:
        """What is found in the rows that count, and what is still to be settled."""
        without = self.rows.left_out, self.rows.no_answers
        return recognise(self.sheet, self.mapping, self.questionnaire, self.organisations, *without)

    def values_form_arguments(self) -> dict[str, Any]:
        """What a form needs that asks what values stand for."""
        return {
            "mapping": self.mapping,
            "questionnaire": self.questionnaire,
            "organisations": self.organisations,
            "recognition": self.recognition,
        }

    def parse(self, progress: Progress | None = None) -> ParsedResponses:
        return parse_responses(
            self.sheet, self.mapping, self.questionnaire, progress, self.rows.left_out
        )

    def store(self, parsed: ParsedResponses, progress: Progress | None = None) -> int:
        """Store what was read; return how many responses there were."""
        numbers = [one.row for one in parsed.responses]
        digests = row_digests(self.sheet, self.mapping, numbers, self._secret)
        return store_responses(
            file_import=self.file_import, parsed=parsed, digests=digests, progress=progress
        )

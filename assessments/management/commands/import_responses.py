"""Imports answers collected elsewhere into an open review."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress, TaskID

from assessments.imports.forms.check import rows_in_words
from assessments.imports.forms.questions import unsettled_values
from assessments.imports.mapping import LEAVE, Mapping, map_name
from assessments.imports.parse import MOST_PROBLEMS_NAMED, ParsedResponses
from assessments.imports.recognition.questionnaires import questions_of
from assessments.imports.recognition.tables import find_answer_sheet, read_tables
from assessments.imports.store import AlreadyImportedError, begin_import, undo_import
from assessments.imports.wizard import PendingImport
from assessments.models import Review
from assessments.models.response import Import
from assessments.reviews.services import NotNow
from partnerships.quota import NoRoom
from spreadsheets.reader import UnreadableSheet


class Command(BaseCommand):
    help = (
        "Import a spreadsheet (.xlsx, .xls, .ods, CSV) of answers, one row for each person, into "
        "an open review. Nothing is stored unless every cell can be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("review", help="the review's identifier, as in its address")
        parser.add_argument("file", type=Path, help="the spreadsheet")
        parser.add_argument(
            "--mapping", type=Path, help="a JSON file that says what columns and values mean"
        )
        parser.add_argument(
            "--guess",
            action="store_true",
            help="print the mapping as far as it is certain, for --mapping, with what is still "
            "to settle, and store nothing",
        )

    def handle(
        self, review: str, file: Path, mapping: Path | None, guess: bool, **_options: object
    ) -> None:
        pending, begun = self._begin(review, file)
        try:
            if mapping:
                pending = pending.save_mapping(_mapping_in(mapping))
            if guess:
                found = pending.mapping.to_json() | {
                    "unsettled": unsettled_values(pending.recognition)
                }
                self.stdout.write(json.dumps(found, indent=2))
                return
            self._refuse_what_is_unsettled(pending)
            self._bring_in(pending)
        finally:
            if not Import.objects.get(pk=begun.pk).is_done:
                undo_import(file_import=begun)

    def _begin(self, review: str, file: Path) -> tuple[PendingImport, Import]:
        found = Review.objects.select_related("questionnaire").filter(pk=review).first()
        if found is None:
            raise CommandError(f"There is no review {review}.")
        try:
            content = file.read_bytes()
            questionnaire = questions_of(found.questionnaire)
            sheets = read_tables(content, file.name, questionnaire)
            find_answer_sheet(sheets, questionnaire)
            begun = begin_import(review=found, name=file.name, content=content)
        except OSError as problem:
            raise CommandError(f"{file} cannot be read: {problem.strerror}.") from problem
        except (UnreadableSheet, NoRoom) as problem:
            raise CommandError(str(problem)) from problem
        except NotNow as problem:
            raise CommandError("You can only import answers while the review is open.") from problem
        except AlreadyImportedError as problem:
            raise CommandError(f"{file.name} has already been imported.") from problem
        return PendingImport.of(begun, sheets), begun

    def _refuse_what_is_unsettled(self, pending: PendingImport) -> None:
        questions = [one.found for one in pending.recognition.questions]
        for one in questions[:MOST_PROBLEMS_NAMED]:
            name = map_name(one.kind)
            self.stderr.write(f"{one.at}: {one.value!r} ({one.count} times) is not in “{name}”.")
        self._and_more(len(questions))
        if questions:
            raise CommandError(
                f"{len(questions)} values to settle: --guess prints them, and --mapping says what "
                "they mean. Nothing was imported."
            )

    def _and_more(self, count: int) -> None:
        if count > MOST_PROBLEMS_NAMED:
            self.stderr.write(f"And {count - MOST_PROBLEMS_NAMED} more.")

    def _bring_in(self, pending: PendingImport) -> None:
        with Progress(transient=True) as bar:
            parsed = pending.parse(_shown(bar, bar.add_task("Reading")))
            for problem in parsed.problems[:MOST_PROBLEMS_NAMED]:
                cell = f"{problem.column or ''}{problem.row or ''}" or "File"
                self.stderr.write(f"{cell}: {problem.value!r}: {problem.message}")
            self._and_more(len(parsed.problems))
            if parsed.problems:
                raise CommandError(
                    f"{len(parsed.problems)} cells to correct. Nothing was imported."
                )
            try:
                count = pending.store(parsed, _shown(bar, bar.add_task("Importing")))
            except NoRoom as full:
                raise CommandError(str(full)) from full
        self.stdout.write(f"{count} responses have been imported.")
        self._say_what_was_left_out(pending, parsed)

    def _say_what_was_left_out(self, pending: PendingImport, parsed: ParsedResponses) -> None:
        rows = pending.rows
        if parsed.empty_rows:
            self.stdout.write(f"Left out, without answers: {rows_in_words(parsed.empty_rows)}")
        for issue, numbers in rows.row_issues.items():
            if numbers:
                done = "Left out" if rows.choices[issue] == LEAVE else "Kept"
                self.stdout.write(f"{done}, “{issue.value}”: {rows_in_words(numbers)}")


def _mapping_in(path: Path) -> Mapping:
    try:
        return Mapping.from_json(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as problem:
        raise CommandError(f"{path} is not a mapping: {problem}") from problem


def _shown(bar: Progress, task: TaskID) -> Callable[[int, int], None]:
    return lambda done, total: bar.update(task, completed=done, total=total)

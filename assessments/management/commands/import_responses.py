"""Brings answers collected elsewhere into an open review."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.progress import Progress, TaskID

from assessments.imports.keeping import AlreadyImportedError, begin_import, bring_in, undo_import
from assessments.imports.mapping import Mapping
from assessments.imports.questionnaires import asked_by
from assessments.imports.steps import Bringing
from assessments.imports.tables import answers_in
from assessments.models import Import, Review
from assessments.services import NotNow
from partnerships.sheets import UnreadableSheet, read_sheets


class Command(BaseCommand):
    help = (
        "Bring a spreadsheet (.xlsx, .xls, .ods, CSV) of answers, one row for each person, into "
        "an open review. Nothing is kept unless every cell can be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("review", help="the review's identifier, as in its address")
        parser.add_argument("file", type=Path, help="the spreadsheet")
        parser.add_argument(
            "--mapping", type=Path, help="a JSON file that says what columns and values stand for"
        )
        parser.add_argument(
            "--guess",
            action="store_true",
            help="print the mapping as it is guessed, for --mapping, and keep nothing",
        )

    def handle(self, review: str, file: Path, mapping: Path | None, guess: bool, **options) -> None:
        bringing, begun = self._begin(review, file)
        try:
            if mapping:
                bringing.remember(_mapping_in(mapping))
            if guess:
                self.stdout.write(json.dumps(bringing.mapping.to_json(), indent=2))
                return
            self._bring_in(bringing)
        finally:
            if not Import.objects.get(pk=begun.pk).is_done:
                undo_import(bringing=begun)

    def _begin(self, review: str, file: Path) -> tuple[Bringing, Import]:
        found = Review.objects.select_related("questionnaire").filter(pk=review).first()
        if found is None:
            raise CommandError(f"There is no review {review}.")
        try:
            content = file.read_bytes()
            sheets = read_sheets(content, file.name)
            answers_in(sheets, asked_by(found.questionnaire))
            begun = begin_import(review=found, name=file.name, content=content)
        except OSError as problem:
            raise CommandError(f"{file} can’t be read: {problem.strerror}.") from problem
        except UnreadableSheet as problem:
            raise CommandError(str(problem)) from problem
        except NotNow as problem:
            raise CommandError("Answers can be brought in while a review is open.") from problem
        except AlreadyImportedError as problem:
            raise CommandError(f"{file.name} has been brought in already.") from problem
        return Bringing.of(begun, sheets), begun

    def _bring_in(self, bringing: Bringing) -> None:
        with Progress(transient=True) as bar:
            reading = bringing.read(_shown(bar, bar.add_task("Reading")))
            for problem in reading.problems:
                cell = f"{problem.column or ''}{problem.row or ''}" or "File"
                self.stderr.write(f"{cell}: {problem.value!r}: {problem.message}")
            if reading.problems:
                raise CommandError(
                    f"{len(reading.problems)} cells to put right. Nothing was added."
                )
            count = bring_in(
                bringing=bringing.row, reading=reading, progress=_shown(bar, bar.add_task("Adding"))
            )
        self.stdout.write(f"{count} responses added.")


def _mapping_in(path: Path) -> Mapping:
    try:
        return Mapping.from_json(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as problem:
        raise CommandError(f"{path} is not a mapping: {problem}") from problem


def _shown(bar: Progress, task: TaskID):
    return lambda done, total: bar.update(task, completed=done, total=total)

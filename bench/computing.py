"""Times what happens without a visitor: counting, publishing, importing answers and the report."""

import csv
import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
from django.db import connection, transaction

from assessments.models import Review, Statement
from assessments.models.response import Answer, Response
from insights.publishing.perceptions import AnswerCounts, count_answers
from insights.publishing.publish import prepare_results, store_results
from partnerships.vocabulary import Level
from reports.build import build_report
from reports.writers import WRITERS

from .scene import make_scene
from .timing import medians, seconds

ROWS = """
SELECT answer.response_id, answer.statement_id, answer.choice
  FROM assessments_answer AS answer
  JOIN assessments_response AS response ON response.id = answer.response_id
 WHERE response.review_id = %s AND response.submitted
"""


def counting(review: Review, times: int) -> dict[str, float]:
    """The seconds for reading the bare rows of answers, for opening and counting responses, and for
    publishing without the audit."""
    _check_all_are_counted(_bare_rows(review), count_answers(review))
    found = medians(
        times,
        floor=lambda: _bare_rows(review),
        tally=lambda: count_answers(review),
        prepare=lambda: prepare_results(review, _all_pass),
        publish=lambda: _publish_and_roll_back(review),
    )
    prepare = found.pop("prepare")
    found |= {"disclosure": prepare - found["tally"], "writing": found["publish"] - prepare}
    return found | {"groups": _publish_and_roll_back(review)}


def _all_pass(asked: Iterable[object]) -> Iterator[bool]:
    """The audit has a bench of its own (`bench.auditing`)."""
    return (False for _one in asked)


def _bare_rows(review: Review) -> int:
    """Read every answer to a statement as it lies; return how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [review.pk])
        return len(cursor.fetchall())


def _check_all_are_counted(rows: int, counted: AnswerCounts) -> None:
    """Everyone in the scene has answered everything."""
    places = (one for by_cell in counted.linked.statements.values() for one in by_cell.values())
    if rows != sum(one.raters + one.dont_know + one.not_applicable for one in places):
        raise RuntimeError("not every answer that is stored was counted")


def _publish_and_roll_back(review: Review) -> int:
    """Publish, then undo it, so that it can be repeated; how many groups there were."""
    with transaction.atomic():
        if prepared := prepare_results(review, _all_pass):
            store_results(review, prepared)
        groups = review.published_groups.count()
        transaction.set_rollback(True)
    return groups


def report(review: Review, times: int) -> dict[str, float]:
    """The seconds for the whole discussion report as a PDF, and its size in bytes."""
    pdf = WRITERS["pdf"](build_report(review))
    if not pdf.startswith(b"%PDF"):
        raise RuntimeError("the report is not a PDF")
    found = medians(times, pdf=lambda: WRITERS["pdf"](build_report(review)))
    return found | {"pdf_bytes": len(pdf)}


def importing(rows: int, directory: Path) -> dict[str, float]:
    """The seconds for importing this many rows with the management command, from each format."""
    found = {}
    for ending, write in (("csv", _write_csv), ("xlsx", _write_xlsx)):
        review = make_scene(0, 0).review
        file = directory / f"answers.{ending}"
        write(file, _table(review, rows))
        command = [sys.executable, "manage.py", "import_responses", review.pk, str(file)]
        found[f"import_{ending}"] = seconds(
            lambda command=command: subprocess.run(command, check=True, capture_output=True)
        )
        _check_imported(review, rows)
    return found


def _table(review: Review, rows: int) -> Iterator[list[str]]:
    """A typical spreadsheet: statements as headings, answers in words."""
    statements = Statement.objects.filter(section__questionnaire=review.questionnaire)
    texts = list(statements.values_list("text", flat=True))
    organisations = [one.name for one in review.partnership.organisations.all()]
    levels = [str(label) for label in Level.labels]
    words = [*review.questionnaire.rating_labels, "Don't know"]
    chance = random.Random(rows)
    yield ["Organisation", "Level", *texts]
    for _row in range(rows):
        place = [chance.choice(organisations), chance.choice(levels)]
        yield [*place, *chance.choices(words, k=len(texts))]


def _write_csv(file: Path, table: Iterator[list[str]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(table)


def _write_xlsx(file: Path, table: Iterator[list[str]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in table:
        sheet.append(row)
    book.save(file)


def _check_imported(review: Review, rows: int) -> None:
    responses = Response.objects.filter(review=review, submitted=True).count()
    answers = Answer.objects.filter(response__review=review).count()
    if (responses, answers) != (rows, rows * 40):
        stored = json.dumps({"responses": responses, "answers": answers})
        raise RuntimeError(f"{rows} rows were imported, but this is stored: {stored}")

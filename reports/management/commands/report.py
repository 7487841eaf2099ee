"""Writes the report of a review to a file, whole or not at all."""

import argparse
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.models import Review
from assessments.questionnaires.translations import for_reader
from reports.build import build_report
from reports.writers import WRITERS


class Command(BaseCommand):
    help = "Write the report of a closed review to a file."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("review", help="the review’s identifier, from its address")
        parser.add_argument("--format", choices=sorted(WRITERS), default="pdf")
        parser.add_argument(
            "--output",
            type=Path,
            help=("the file to write; by default, one in this folder named after the review"),
        )

        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
        )

    def handle(
        self,
        *,
        review: str,
        format: str,  # noqa: A002
        output: Path | None,
        language: str,
        **options: Any,
    ) -> None:
        with override(language):
            chosen = _closed_review(review)
            chosen.questionnaire = for_reader(chosen.questionnaire)
            report = build_report(chosen)
            target = output or Path(f"{report.file_stem}.{format}")
            _check_target(target)
            _replace_file(target, WRITERS[format](report))
        self.stdout.write(str(target))


def _closed_review(key: str) -> Review:
    review = Review.objects.select_related("partnership", "questionnaire").filter(pk=key).first()
    if review is None:
        raise CommandError(
            _("There is no review “%(key)s”. Copy it from the address of its page.") % {"key": key}
        )
    if not review.is_closed:
        raise CommandError(
            _("“%(review)s” has not been closed yet. You can write a report once it has.")
            % {"review": review}
        )
    return review


def _check_target(target: Path) -> None:
    if target.is_dir():
        raise CommandError(
            _("%(file)s is a folder. Enter the name of a file in it.") % {"file": target}
        )
    if not target.parent.is_dir():
        raise CommandError(
            _("There is no folder %(folder)s. Create it first.") % {"folder": target.parent}
        )


def _replace_file(target: Path, content: bytes) -> None:
    """Move the file into place in one step, so that no one finds half of it."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as problem:
        part.unlink(missing_ok=True)
        raise CommandError(
            _("%(file)s could not be written: %(why)s.") % {"file": target, "why": problem.strerror}
        ) from problem

"""Deletes the answers of reviews that closed long enough ago; without --apply, lists them."""

from argparse import ArgumentParser
from contextlib import suppress

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.models import Review
from assessments.reviews.retention import delete_answers, due_for_deletion
from assessments.reviews.services import NotNow


class Command(BaseCommand):
    help = (
        "Lists the closed reviews whose answers have been kept longer than RETENTION_MONTHS. With "
        "--apply their answers are deleted for good; published results stay. `manage.py "
        "run_schedule` does this automatically once RETENTION_MONTHS is set."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--months", type=int, help="instead of RETENTION_MONTHS")
        parser.add_argument(
            "--apply", action="store_true", help="delete the answers; this cannot be undone"
        )

    def handle(self, *, months: int | None, apply: bool, **_options: object) -> None:
        months = settings.RETENTION_MONTHS if months is None else months
        if months < 1:
            raise CommandError("Answers are kept for good. Set RETENTION_MONTHS, or give --months.")
        due = due_for_deletion(Review.objects.all(), timezone.now(), months)
        found = list(due.order_by("closed_at"))
        for review in found:
            kept = review.responses.count()
            self.stdout.write(
                f"{review.pk}  closed {review.closed_at:%d %B %Y}  {kept} responses  "
                f"{review} ({review.partnership})"
            )
            if apply:
                with suppress(NotNow):
                    delete_answers(review=review)
        if not found:
            self.stdout.write(f"No review closed {months} months ago or earlier has answers left.")
        elif apply:
            self.stdout.write("The answers have been deleted. Published results stay.")
        else:
            self.stdout.write(
                "Nothing has been deleted. Run the command again with --apply to delete these."
            )

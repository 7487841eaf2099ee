"""How far working out the results of a review is, for those who wait for them."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from .review import Review

LATE = timedelta(minutes=10)
"""Results that take longer than this from closing are late, and their page says what to do."""


class ClosingProgress(models.Model):
    """It is there while its review is closing.

    `checked` of `questions` have been checked in the current round, in random order; 0 of 0 before
    the first. `told_at` is when whoever works on it last said so.
    """

    review = models.OneToOneField(
        Review, on_delete=models.CASCADE, primary_key=True, related_name="closing_progress"
    )
    checked = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.checked}/{self.questions}"

    def is_late(self, now: datetime) -> bool:
        """Whether something seems to be in the way."""
        return self.review.closed_at is not None and self.review.closed_at + LATE <= now

    def tell(self, checked: int, questions: int) -> None:
        """Store how far it is, in one statement. Nothing happens if it is over in the meantime."""
        rows = ClosingProgress.objects.filter(pk=self.pk)
        rows.update(checked=checked, questions=questions, told_at=timezone.now())

"""Who has taken part and is not asked again."""

from django.db import models

from accounts.models import Person

from .review import Review


class AnsweredAndLeft(models.Model):
    """A person who left after submitting, and is not asked again.

    It is forgotten when the review closes.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answered_and_left")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"], name="answered_and_left_once_in_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.review}"

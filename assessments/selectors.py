"""Reads that pages about a review share. None of them looks at an answer's content."""

from dataclasses import dataclass

from .models import Review


@dataclass(frozen=True)
class Turnout:
    """How many were invited, have started and have submitted, in all and by organisation.

    `imported` counts the responses that were brought in from elsewhere.
    """

    organisations: list[dict]
    invited: int
    started: int
    submitted: int
    unsent: int
    imported: int

    @classmethod
    def of(cls, review: Review) -> "Turnout":
        rows = review.invitations.turnout()
        return cls(
            organisations=rows,
            invited=sum(row["invited"] for row in rows),
            started=sum(row["started"] for row in rows),
            submitted=sum(row["submitted"] for row in rows),
            unsent=review.invitations.filter(email_failed=True).count(),
            imported=review.responses.filter(imported__isnull=False).count(),
        )

    @property
    def unfinished(self) -> int:
        return self.started - self.submitted

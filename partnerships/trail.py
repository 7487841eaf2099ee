"""Writing down what was done without changing a row that the trail looks at."""

from django.db.models import Model

from .models import TrailEntry


def note(what: str, about: Model, **details: str) -> None:
    """Write down that this was done about a partnership, a member, an organisation or a review.

    `what` is a key of `records.words.NOTES`; details stand in its sentence. None may name a person.
    """
    TrailEntry.objects.log_create(
        about,
        force_log=True,
        action=TrailEntry.Action.UPDATE,
        what=what,
        additional_data=details,
    )

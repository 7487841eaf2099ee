"""Writing down what was done without changing a row that the trail looks at."""

from django.utils import timezone

from partnerships.models import Partnership, TrailEntry
from partnerships.models.trail import OfPartnership

from .actor import acting


def note(what: str, about: Partnership | OfPartnership, **details: str) -> None:
    """Write down that this was done about a partnership or something that belongs to it.

    `what` is a key of `records.words.NOTES`; details stand in its sentence. None may name a person.
    """
    TrailEntry.objects.log_create(
        about,
        force_log=True,
        action=TrailEntry.Action.UPDATE,
        what=what,
        additional_data=details,
    )


def noted_today(what: str, about: OfPartnership) -> bool:
    """Whether this person has done this today already, to what is still called the same."""
    today = about.partnership.trail.filter(timestamp__date=timezone.localdate(), actor=acting())
    return today.filter(what=what, object_pk=about.pk, object_repr=str(about)).exists()

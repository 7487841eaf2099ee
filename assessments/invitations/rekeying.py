"""Putting a response behind another key, and the times of its answers on that one's clock."""

from django.db.models import BigIntegerField, Case, F, Value, When

from assessments.models.response import Answer, Response, SectionAnswer
from assessments.tokens import clock_offset, key_of

TIMES = (
    (Answer, ["answered_at_ms"]),
    (SectionAnswer, ["importance_answered_at_ms", "comment_answered_at_ms", "page_sent_at_ms"]),
)


def rekey_response(*, before: str, after: str) -> None:
    """Move the response of `before`, if there is one, to the key of `after`.

    Both are what `tokens.key_material` gives.
    """
    response = Response.objects.filter(key=key_of(before)).first()
    if response is None:
        return
    Response.objects.filter(pk=response.pk).update(key=key_of(after))
    _shift_times(response, clock_offset(after) - clock_offset(before))


def _shift_times(response: Response, by: int) -> None:
    """Add to every time at which something was given; 0 means that it was not."""
    more = Value(by, output_field=BigIntegerField())
    for model, times in TIMES:
        later = {time: Case(When(**{time: 0}, then=0), default=F(time) + more) for time in times}
        model.objects.filter(response=response).update(**later)

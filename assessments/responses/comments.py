"""Comments: how long they may be wherever they come from, and what is said beside each field."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assessments.models import Review
from partnerships.forms.fields import LongText

LONGEST_COMMENT = 2000


class CommentField(LongText):
    """A comment that someone types."""

    def __init__(self, *, label: str, help_text: str = "", rows: int = 4, **kwargs: Any) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )


def comment_help(review: Review) -> str:
    """The help text beside each comment field."""
    if review.is_confidential:
        return _(
            "Comments are shown without your name or organisation, mixed with those of others. "
            "If fewer than %(k)s people comment on this, we do not say what yours is about. Do not "
            "include anything that could identify you or anyone else."
        ) % {"k": review.k}
    return _(
        "Comments are shown without names, mixed with those of others. Where few people answer, "
        "readers may still guess who wrote one."
    )

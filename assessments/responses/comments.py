"""The longest comment allowed, wherever it comes from."""

from typing import Any

from django import forms

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

"""How long a comment may be, however it comes in."""

from django import forms

LONGEST_COMMENT = 2000


class CommentField(forms.CharField):
    """A comment that somebody types; a new line counts as one character, as browsers count it."""

    def __init__(self, *, label: str, help_text: str = "", rows: int = 4, **kwargs) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )

    def to_python(self, value: object) -> str:
        return super().to_python(value).replace("\r\n", "\n")

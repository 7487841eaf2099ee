"""Fields that forms of every app are made of."""

from django import forms
from django.utils.text import normalize_newlines


class LongText(forms.CharField):
    """Text of several lines. A line break counts once, as where it is typed, and not as two."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        return normalize_newlines(super().to_python(value))

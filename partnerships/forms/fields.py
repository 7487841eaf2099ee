"""Fields shared by the forms of every app."""

from typing import Any, NotRequired, TypedDict, TypeVar

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from partnerships.names import LONGEST_NAME, check_name
from partnerships.vocabulary import Level, Sector

LONGEST_TEXT = 2_000
FieldType = TypeVar("FieldType", bound=forms.Field)
TOO_LONG = _("Enter up to %(limit_value)d characters. There are %(show_value)d now.")


class NameInput(forms.CharField):
    """A name outside a model form. An existing value is accepted unchanged."""

    default_validators = [check_name]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, **kwargs)

    def run_validators(self, value: str) -> None:
        if value != self.initial:
            super().run_validators(value)


def field_of(form: forms.BaseForm, name: str, kind: type[FieldType]) -> FieldType:
    """A field of a form, by its name; it is of this kind."""
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is a {type(field).__name__}")
    return field


class Alternative(forms.BoundField):
    """A field that is not required, but not marked optional because it has an alternative."""

    either = True


class LongText(forms.CharField):
    """A few lines of free text. Text that is too long is reported, never cut off silently.

    A line break counts as one character, not as the two that browsers send.
    """

    widget = forms.Textarea

    def __init__(
        self,
        *,
        max_length: int | None = None,
        error_messages: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        said = {"max_length": TOO_LONG} | (error_messages or {})
        super().__init__(max_length=max_length or LONGEST_TEXT, error_messages=said, **kwargs)

    def to_python(self, value: Any) -> str:
        return normalize_newlines(super().to_python(value) or "")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Omits maxlength, with which browsers silently drop the end of pasted text."""
        return {}


CHOOSE = ("", _("Select…"))


class Choosing(TypedDict):
    """Arguments of a field in which one of several things is chosen."""

    label: StrOrPromise
    choices: list[tuple[str, StrOrPromise]]
    error_messages: dict[str, StrOrPromise]
    help_text: NotRequired[StrOrPromise]


def required_message(required: StrOrPromise) -> dict[str, StrOrPromise]:
    """The error messages of a field that has to be filled in."""
    return {"required": required}


SECTOR: Choosing = {
    "label": _("Sector"),
    "choices": [CHOOSE, *Sector.choices],
    "error_messages": required_message(_("Select a sector.")),
}
LEVEL: Choosing = {
    "label": _("Level"),
    "choices": [CHOOSE, *Level.choices],
    "error_messages": required_message(_("Select a level.")),
    "help_text": _(
        "Strategic: sets direction, such as a board member or director. Operational: "
        "runs or delivers services. Community: speaks for local people."
    ),
}

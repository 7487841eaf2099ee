"""What holds for every form of the product."""

from collections.abc import Iterator

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field
from django import forms

from partnerships.forms.fields import Alternative, LongText

from .addresses import EVERY  # noqa: F401  (all views, and so all forms, are loaded by now)
from .test_rooms import CHAIN


def every_form(base: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for one in base.__subclasses__():
        if one.__module__.partition(".")[0] in CHAIN:
            yield one
        yield from every_form(one)


def test_a_line_break_counts_once_wherever_there_is_a_limit():
    limited = {
        f"{form.__name__}.{name}": field
        for form in every_form()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, forms.Textarea) and getattr(field, "max_length", None)
    }
    assert limited
    others = [name for name, field in limited.items() if not isinstance(field, LongText)]
    assert not others, f"Make these fields LongText (partnerships/forms/fields.py): {others}"


def test_line_breaks_come_out_as_they_are_typed():
    field = LongText(max_length=3, required=False)
    assert field.clean("a\r\nb") == "a\nb"
    assert field.clean("a\rb") == "a\nb"
    assert field.clean(None) == ""


@pytest.mark.parametrize(("kind", "is_said"), [(forms.BoundField, True), (Alternative, False)])
def test_only_what_can_be_left_out_altogether_is_called_optional(kind, is_said):
    class Example(forms.Form):
        bound_field_class = kind
        first = forms.CharField(required=False)
        choice = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    said = ["(optional)" in as_crispy_field(field) for field in Example()]
    assert said == [is_said, is_said]

"""Parts of form layouts, for every app.

Crispy's own `Fieldset` and `HTML` render their texts as templates, including what people wrote;
these do not.
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_stubs_ext import StrOrPromise


def laid_out(*parts: object) -> FormHelper:
    """A form's layout: these parts, then any remaining fields."""
    helper = FormHelper()
    helper.layout = Layout(*parts)
    helper.render_unmentioned_fields = True
    return helper


class FieldGroup(Div):
    """Fields under a heading, whose id is `name`."""

    template = "%s/layout/field_group.html"

    def __init__(
        self,
        title: StrOrPromise,
        *parts: object,
        name: str,
        intro: StrOrPromise = "",
        level: int = 2,
    ) -> None:
        super().__init__(*parts, css_id=name)
        self.title, self.intro, self.level = title, intro, level


class Details(Div):
    """Optional fields, collapsed while they are empty and valid."""

    template = "%s/layout/details.html"

    def __init__(self, summary: StrOrPromise, *names: str, intro: StrOrPromise = "") -> None:
        super().__init__(*names)
        self.summary, self.intro, self.is_open = summary, intro, False

    def render(self, form: forms.BaseForm, context: Context, **how: Any) -> SafeString:
        self.is_open = any(form[name].value() or form[name].errors for name in self.fields)
        return SafeString(super().render(form, context, **how))


class Included:
    """A template between the fields, which is given the form and any other context."""

    def __init__(self, template: str, **about: object) -> None:
        self.template, self.about = template, about

    def render(self, form: forms.BaseForm, _context: Context, **_how: Any) -> SafeString:
        return render_to_string(self.template, {"form": form, **self.about})

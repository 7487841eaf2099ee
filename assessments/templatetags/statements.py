"""Renders the questions of a questionnaire page, each once for each answer.

A question's HTML depends on its words and the chosen answer, not on the person answering.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from django import template
from django.forms import BoundField
from django.forms.utils import ErrorList
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from assessments.responses.forms import ImportanceField, RatingField, as_shown, radio_buttons

register = template.Library()


@dataclass(frozen=True)
class ShownQuestion:
    """Everything that the HTML of one question depends on. Threads share it."""

    name: str
    anchor: str
    label: str
    help: str
    described_by: str
    heading: str
    scale: str
    points: int
    choices: tuple[tuple[str, str], ...]
    chosen: str
    initial_name: str
    initial: str
    lang_attributes: str
    can_clear: bool
    language: str | None


@register.simple_tag(takes_context=True)
def question(context: template.Context, field: BoundField) -> SafeString:
    """Render one question of a page, with its errors."""
    asked = cast(RatingField | ImportanceField, field.field)
    choices = as_shown(asked.choices)
    shown = ShownQuestion(
        name=field.name,
        anchor=str(field.auto_id),
        label=str(field.label),
        help=str(field.help_text),
        described_by=field.aria_describedby or "",
        heading=asked.heading,
        scale=asked.scale,
        points=sum(value.isdecimal() for value, _label in choices),
        choices=choices,
        chosen=_as_text(field.value()),
        initial_name=field.html_initial_name,
        initial=_as_text(field.initial),
        lang_attributes=context["lang_attributes"],
        can_clear="token" in context,
        language=get_language(),
    )
    return _rendered(shown, field.errors) if field.errors else _remembered(shown)


def _as_text(value: object) -> str:
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def _remembered(shown: ShownQuestion) -> SafeString:
    return _rendered(shown)


def _rendered(shown: ShownQuestion, errors: ErrorList | None = None) -> SafeString:
    buttons = radio_buttons(shown.name, shown.choices, shown.chosen, is_invalid=bool(errors))
    context = {"question": shown, "buttons": buttons, "errors": errors}
    return render_to_string("assessments/_question.html", context)

"""The page of one consideration as a form: what it asks, and the answers among what is sent."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from assessments.models import AskedStatement
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.models.questionnaire import Reason

from .comments import CommentField
from .upsert import SubmittedAnswers, Superseded, now

if TYPE_CHECKING:
    from .read_model import Page


Choices = tuple[tuple[str, str], ...]
"""Values and what they are called."""


class RatingChoices(forms.RadioSelect):
    """Radio buttons rendered without templates: a paper response has some three hundred."""

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        invalid = "aria-invalid" in (attrs or {})
        return radio_buttons(name, as_shown(self.choices), str(value), is_invalid=invalid)


def as_shown(choices: Any) -> Choices:
    """A field's choices as text, in the language of the page."""
    return tuple((str(value), str(label)) for value, label in choices)


def radio_buttons(name: str, choices: Choices, chosen: str, *, is_invalid: bool) -> SafeString:
    checked, wrong = mark_safe(" checked"), mark_safe(' aria-invalid="true"') if is_invalid else ""
    return format_html_join(
        "",
        '<div class="choice"><input type="radio" name="{0}" value="{1}" id="id_{0}_{2}"{3}{4}>'
        '<label for="id_{0}_{2}">{5}</label></div>',
        (
            (name, one, number, checked if one == chosen else "", wrong, label)
            for number, (one, label) in enumerate(choices)
        ),
    )


_NOT_ASKED = gettext_lazy(
    "This page answers something the questionnaire does not ask, so nothing on it "
    "has been saved. Open your link again and answer there."
)


OLDEST = 90 * 24 * 60 * 60 * 1000
"""How long, in milliseconds, a browser may have kept an answer."""
SKEW = 10 * 60 * 1000
"""How far, in milliseconds, the clocks of web hosts may be apart."""


class RatingField(forms.ChoiceField):
    """What a statement is answered with; `heading` stands above it."""

    scale = "rating"

    def __init__(self, *, heading: str = "", **about: Any) -> None:
        super().__init__(required=False, widget=RatingChoices, **about)
        self.heading = heading


class ImportanceField(forms.TypedChoiceField):
    """How much a consideration matters."""

    scale, heading = "importance", ""

    def __init__(self, **about: Any) -> None:
        super().__init__(required=False, coerce=int, empty_value=None, **about)


class SectionForm(forms.Form):
    """The page of one consideration. Nothing on it has to be answered.

    Fields are named after statement codes. What is not among the data is left as it was, so that
    the same form saves one answer or the whole page; what is there and empty is cleared, and so is
    the field that the button `clear` names. A whole page also carries what it showed to begin
    with, and what is still so is left out: someone else, or another tab, may have answered it
    since.
    """

    def __init__(
        self,
        page: "Page",
        data: Mapping[str, Any] | None = None,
        *,
        only: Container[str] | None = None,
        comment_help: str = "",
    ) -> None:
        """The whole page, or the fields that `only` names."""
        super().__init__(_with_cleared(data), initial=page.initial)
        self.page, self.section, self.questionnaire = page, page.section, page.own.questionnaire
        self.only, self.comment_help = only, comment_help
        self._add_ratings()
        self._add_importance()
        self._add_comment()

    def _wants(self, name: str) -> bool:
        return self.only is None or name in self.only

    def _add_ratings(self) -> None:
        choices = rating_choices(self.questionnaire.rating_labels)
        headings = self.section.headings
        for statement in filter(lambda one: self._wants(one.code), self.section.statements):
            self.fields[statement.code] = RatingField(
                label=statement.text,
                help_text=statement.help,
                choices=choices,
                heading=headings.get(statement.code, ""),
                show_hidden_initial=True,
            )

    def _add_importance(self) -> None:
        if not self._wants("importance"):
            return
        self.fields["importance"] = ImportanceField(
            label=self.questionnaire.importance_question,
            choices=list(enumerate(self.questionnaire.importance_labels, start=1)),
            show_hidden_initial=True,
        )

    def _add_comment(self) -> None:
        if not self._wants("comment"):
            return
        self.fields["comment"] = CommentField(
            label=self.section.comment_prompt,
            help_text=self.comment_help,
            show_hidden_initial=True,
        )

    @property
    def choices(self) -> list[forms.BoundField]:
        """Every field but the comment, in the order of the page."""
        return [self[name] for name in self.fields if name != "comment"]

    def given(self) -> SubmittedAnswers:
        """What is answered among the data, and when each thing was given."""
        return SubmittedAnswers(self._answers(), self._section_answers(), self._section_fields)

    def names(self, superseded: Iterable[Superseded]) -> list[str]:
        """The fields in whose place a later answer stands."""
        codes = {one.pk: one.code for one in self.section.statements}
        return list(
            dict.fromkeys(
                codes[given.item] if isinstance(given, GivenAnswer) else name
                for given, name in superseded
            )
        )

    def _answers(self) -> list[GivenAnswer]:
        return [
            given_answer(statement, self.cleaned_data[statement.code], self._when(statement.code))
            for statement in self.section.statements
            if self._is_given(statement.code)
        ]

    @property
    def _section_fields(self) -> tuple[str, ...]:
        given = tuple(name for name in ("importance", "comment") if self._is_given(name))
        return given if self.only is not None else (*given, "page_sent_at_ms")

    def _section_answers(self) -> list[GivenSectionAnswer]:
        fields = self._section_fields
        given: dict[str, Any] = {
            name: self.cleaned_data[name] for name in fields if name in self.fields
        }
        when: dict[str, Any] = {f"{name}_answered_at_ms": self._when(name) for name in given}
        return [GivenSectionAnswer(section_id=self.section.pk, **given, **when)] if fields else []

    def _when(self, name: str) -> int:
        """When this was given by the server's time, in milliseconds; 0 if the browser says not, or
        what no host can have told it."""
        said = self.data.get(f"at-{name}", "")
        at = int(said) if said.isdecimal() and len(said) < 15 else 0
        here = now()
        return max(at, here - OLDEST) if 0 < at <= here + SKEW else 0

    def clean(self) -> dict[str, Any]:
        if self._unknown:
            raise forms.ValidationError(_NOT_ASKED)
        return self.cleaned_data

    @property
    def _unknown(self) -> set[str]:
        """What is among the data and is not asked here."""
        known = {"csrfmiddlewaretoken", "finish", "back", "language", "clear", *self.fields}
        return {name.removeprefix("initial-").removeprefix("at-") for name in self.data} - known

    @property
    def refused(self) -> dict[str, str]:
        """Whatever of the data cannot be saved, by name, and why."""
        wrong = {
            name: " ".join(map(str, said))
            for name, said in self.errors.items()
            if name in self.fields
        }
        return wrong | dict.fromkeys(self._unknown, str(_NOT_ASKED))

    def _is_given(self, name: str) -> bool:
        shown = self.add_initial_prefix(name) in self.data
        return name in self.data and (not shown or name in self.changed_data)


def _with_cleared(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """A page that was sent by the button beside one of its answers, with that answer empty."""
    if not data or not (name := data.get("clear")):
        return data
    left = dict(data.items()) | {name: ""}
    left.pop(f"initial-{name}", None)
    return left


def rating_choices(labels: Sequence[str]) -> list[tuple[str, StrOrPromise]]:
    """What a statement can be answered with: its points, then the reasons for giving none."""
    points = ((str(point), label) for point, label in enumerate(labels, start=1))
    return [*points, *Reason.choices]


def given_answer(statement: AskedStatement, value: str, answered_at_ms: int = 0) -> GivenAnswer:
    """The answer that a choice stands for; a cleared one for none."""
    if not value or value in Reason.values:
        return GivenAnswer(statement.pk, reason=value, answered_at_ms=answered_at_ms)
    return GivenAnswer(statement.pk, int(value), answered_at_ms=answered_at_ms)

"""The parts of forms that settle what values mean and which rows are imported."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from assessments.imports.mapping import MISSING, Mapping, Values
from assessments.imports.recognition.questionnaires import AskedQuestionnaire
from assessments.imports.recognition.scales import NUMBERS, REVERSED, Interpretation, Scale
from assessments.imports.recognition.value_synonyms import BLANK, NOT_STATED
from assessments.imports.recognition.values import FoundValue
from assessments.models.questionnaire import Reason
from partnerships.forms.fields import Alternative
from partnerships.vocabulary import Level

from .questions import Recognition

NOT_YET = "?"
EACH = "each"
UNSTATED = "unstated"

ChoiceList = list[tuple[str, StrOrPromise]]


@dataclass(frozen=True)
class ValueRow:
    """A value as a page shows it: how often and where first, and what it stands for."""

    found: FoundValue
    field: forms.BoundField
    suggestion: str = ""


@dataclass(frozen=True)
class ScaleRow:
    """A scale as a page shows it: the ways to read it, or each value on its own."""

    scale: Scale
    choice: forms.BoundField
    each: list[ValueRow]


class ValuesForm(forms.Form):
    """A form that asks what values mean. Subclasses say which (`add_…`)."""

    bound_field_class = Alternative
    helper = FormHelper()
    helper.form_show_labels = False  # values stand in tables, which head what they stand for

    def __init__(
        self,
        *args: Any,
        mapping: Mapping,
        questionnaire: AskedQuestionnaire,
        organisations: list[str],
        recognition: Recognition,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mapping, self.questionnaire, self.recognition = mapping, questionnaire, recognition
        self.meanings = _meanings(questionnaire, organisations)

    def add_value(self, found: FoundValue) -> None:
        known = self.mapping.values_for(found.kind).get(found.key, NOT_YET)
        known = UNSTATED if known == NOT_STATED else known
        unknown = [(NOT_YET, _("Select what it means"))] if known == NOT_YET else []
        self.fields[value_field_name(found)] = forms.ChoiceField(
            label=gettext("What “%(value)s” means") % {"value": found.value},
            choices=[*unknown, *self.meanings[found.kind]],
            initial=known,
            required=False,
        )

    def add_scale(self, scale: Scale) -> None:
        """The ways to read a scale; the one that is taken is chosen, none if none is."""
        values = self.mapping.values_for(scale.kind)
        settled = scale.is_settled(values)
        interpretation = scale.interpretation_for(values) if settled else None
        choices: ChoiceList = [
            (one.code, self._in_words(scale, one)) for one in scale.interpretations
        ]
        self.fields[scale_field_name(scale)] = radio_field(
            label=_labels(scale),
            choices=[*choices, (EACH, _("Select for each value separately"))],
            initial=(interpretation.code if interpretation else EACH) if settled else None,
        )

    def value_row(self, found: FoundValue, suggestion: str = "") -> ValueRow:
        meant = dict(self.meanings[found.kind]).get(suggestion, "") if suggestion else ""
        return ValueRow(found, self[value_field_name(found)], str(meant))

    def scale_row(self, scale: Scale) -> ScaleRow:
        each = [self.value_row(one) for one in scale.found if value_field_name(one) in self.fields]
        return ScaleRow(scale, self[scale_field_name(scale)], each)

    def chosen(self) -> dict[str, Values]:
        """What was chosen, by kind and key: ways that are new, then values of their own."""
        chosen: dict[str, Values] = {}
        for scale in self.recognition.scales:
            if interpretation := self._chosen_interpretation(scale):
                chosen.setdefault(scale.kind, {}).update(interpretation.values)
        for found in self._values():
            value = self.cleaned_data.get(value_field_name(found)) or NOT_YET
            value = NOT_STATED if value == UNSTATED else value
            by_kind = chosen.setdefault(found.kind, {})
            if value != NOT_YET and found.key not in by_kind:
                by_kind[found.key] = value
        return chosen

    def with_choices(self, mapping: Mapping) -> Mapping:
        """The mapping with what was chosen in place of what it said."""
        chosen = self.chosen()
        return mapping.with_values(
            {kind: mapping.values_for(kind) | values for kind, values in chosen.items()}
        )

    def is_unsettled(self, scale: Scale) -> bool:
        """Whether a scale that is asked about is still not settled by what was chosen."""
        return not scale.is_settled(self.chosen().get(scale.kind, {}))

    def _chosen_interpretation(self, scale: Scale) -> Interpretation | None:
        """The way that was chosen, unless it is already in use."""
        name = scale_field_name(scale)
        code = self.cleaned_data.get(name)
        if name not in self.fields or code == self.fields[name].initial:
            return None
        return next(
            (
                interpretation
                for interpretation in scale.interpretations
                if interpretation.code == code
            ),
            None,
        )

    def _values(self) -> Iterator[FoundValue]:
        for found in (one for values in self.recognition.found.values() for one in values.values()):
            if value_field_name(found) in self.fields:
                yield found

    def _in_words(self, scale: Scale, interpretation: Interpretation) -> SafeString:
        """A way in a sentence, and then what each value stands for."""
        meant: dict[str, list[str]] = {}
        labels = dict(self.meanings[scale.kind])
        for one in scale.found:
            label = (
                labels[interpretation.values[one.key]]
                if one.key in interpretation.values
                else gettext("not chosen")
            )
            meant.setdefault(str(label), []).append(f"{one.value} ({one.count}×)")
        each = "; ".join(f"{', '.join(values)} → {label}" for label, values in meant.items())
        return format_html(
            '{} <span class="soft">{}</span>', self._sentence(scale, interpretation), each
        )

    def _sentence(self, scale: Scale, interpretation: Interpretation) -> str:
        if scale.notation != NUMBERS:
            return gettext("Read them like this:")
        labels = [label for _value, label in self.meanings[scale.kind]]
        points = len(self._labels(scale.kind))
        said = {
            "low": interpretation.low,
            "high": interpretation.high,
            "least": labels[0],
            "most": labels[points - 1],
        }
        if interpretation.code.endswith(REVERSED):
            return (
                gettext("The other way round: %(low)s is read as %(most)s … %(high)s as %(least)s.")
                % said
            )
        return gettext("%(low)s is read as %(least)s … %(high)s as %(most)s.") % said

    def _labels(self, kind: str) -> list[str]:
        return (
            self.questionnaire.rating_labels
            if kind == "statement"
            else self.questionnaire.importance_labels
        )


def radio_field(
    label: StrOrPromise, choices: ChoiceList, initial: str | None, help_text: str = ""
) -> forms.ChoiceField:
    """Radio buttons of which one is chosen, now or later."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        help_text=help_text,
        widget=forms.RadioSelect,
        required=False,
    )


def value_field_name(found: FoundValue) -> str:
    """The name of a value's field, which stays when others are settled."""
    key = hashlib.sha256(found.key.encode()).hexdigest()[:12]
    return f"{found.kind}-{key}"


def scale_field_name(scale: Scale) -> str:
    return f"scale-{scale.kind}-{scale.notation}"


def _labels(scale: Scale) -> StrOrPromise:
    if scale.notation != NUMBERS:
        return _("How the words of agreement are read")
    if scale.kind == "importance":
        return _("How the numbers for importance are read")
    return _("How the numbers are read")


def _meanings(questionnaire: AskedQuestionnaire, organisations: list[str]) -> dict[str, ChoiceList]:
    blank = (BLANK, _("No answer"))
    unstated = (UNSTATED, _("Not stated"))
    return {
        "statement": [*_scale(questionnaire.rating_labels), *Reason.choices, blank],
        "importance": [*_scale(questionnaire.importance_labels), blank],
        "organisation": [*((name, name) for name in organisations), unstated],
        "level": [*Level.choices, unstated],
        MISSING: [blank, *reversed(Reason.choices)],
    }


def _scale(labels: list[str]) -> ChoiceList:
    return [(str(point), label) for point, label in enumerate(labels, start=1)]

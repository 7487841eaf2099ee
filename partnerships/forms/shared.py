"""Forms that several people may have open at once: each saves only what they changed."""

from datetime import date
from typing import Any, TypeVar

from django import forms
from django.db.models import Model
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext

Shared = TypeVar("Shared", bound=Model)


class SharedForm(forms.ModelForm[Shared]):
    """Sends back, in hidden fields, what it showed, which tells who changed each field.

    What only someone else changed is kept. What both changed differently is reported and not
    saved; sending the form again overwrites what its writer has now read.
    """

    data: MultiValueDict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            is_kept_here = not self.instance._state.adding
            field.show_hidden_initial = is_kept_here and not isinstance(field, forms.FileField)

    def clean(self) -> dict[str, Any]:
        remembering = [bound for bound in self if bound.field.show_hidden_initial]
        if any(bound.html_initial_name in self.data for bound in remembering):
            for bound in remembering:
                self._join(bound)
        super().clean()
        return self.cleaned_data

    def _join(self, bound: forms.BoundField) -> None:
        name, field, kept = bound.name, bound.field, bound.initial
        hidden = field.hidden_widget()
        shown = hidden.value_from_datadict(self.data, self.files, bound.html_initial_name)
        if not field.has_changed(kept, shown):
            return
        if name not in self.changed_data:
            self.errors.pop(name, None)
            self.cleaned_data[name] = field.clean(kept)
        elif field.has_changed(kept, bound.data):
            self._show(bound, hidden.format_value(field.prepare_value(kept)))
            self.add_error(name, _changed_too(bound))

    def _show(self, bound: forms.BoundField, kept: str | list[str] | None) -> None:
        """From here on a field counts as having shown this."""
        self.data = self.data.copy()
        texts = kept if isinstance(kept, list) else [kept or ""]
        self.data.setlist(bound.html_initial_name, texts)


def _changed_too(bound: forms.BoundField) -> str:
    theirs = _in_words(bound)
    if not theirs:
        return gettext(
            "Someone else has cleared this since you opened the page. Your changes have "
            "not been saved yet. Save to keep what is shown here, or change it first."
        )
    return gettext(
        "Someone else has changed this to “%(theirs)s” since you opened the page. Your "
        "changes have not been saved yet. Save to keep what is shown here, or change "
        "it first."
    ) % {"theirs": theirs}


def _in_words(bound: forms.BoundField) -> str:
    kept = bound.initial
    if isinstance(kept, bool):
        return gettext("Yes") if kept else gettext("No")
    if isinstance(kept, date):
        return date_format(kept)
    chosen = {str(one) for one in (kept if isinstance(kept, list) else [kept])}
    choices = getattr(bound.field, "choices", ())
    labels = [strip_tags(str(label)) for value, label in choices if str(value) in chosen]
    return ", ".join(labels) if choices else str(kept or "")

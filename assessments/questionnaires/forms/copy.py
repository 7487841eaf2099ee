"""Creating one's own questionnaire, from another or from a file."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models import CustomQuestionnaire
from assessments.questionnaires.definitions import QuestionnaireDefinition
from assessments.questionnaires.files import MOST_BYTES, FaultyFile, read_questionnaire
from partnerships.forms.fields import Alternative, LongText, field_of, required_message
from partnerships.models import Partnership


class CopyForm(forms.Form):
    """Which questionnaire to start from, and the title of the copy."""

    source = forms.ChoiceField(
        label=_("Start from"),
        widget=forms.RadioSelect,
        error_messages=required_message(_("Select a questionnaire to start from.")),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=150,
        error_messages=required_message(_("Enter a title for your copy.")),
    )

    def __init__(
        self, definitions: list[QuestionnaireDefinition], data: Any = None, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.definitions = {one.code: one for one in definitions}
        field_of(self, "source", forms.ChoiceField).choices = [
            (
                one.code,
                gettext("%(title)s, %(number)s statements")
                % {"title": one.title, "number": len(one.statements)},
            )
            for one in definitions
        ]

    @property
    def definition(self) -> QuestionnaireDefinition:
        return self.definitions[self.cleaned_data["source"]]


class ReplacedField(forms.ModelChoiceField[CustomQuestionnaire]):
    """Which questionnaire to replace."""

    def label_from_instance(self, custom: CustomQuestionnaire) -> str:
        changed = date_format(localtime(custom.changed_at), "j F Y, H:i")
        text = gettext("Replace “%(title)s” with it, as last changed on %(changed)s")
        return text % {"title": custom, "changed": changed}


class ImportForm(forms.Form):
    """A questionnaire as YAML, uploaded or pasted; `definition` is what was read of it."""

    bound_field_class = Alternative
    definition: QuestionnaireDefinition
    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput({"accept": ".yaml,.yml,.txt"}),
        error_messages={"empty": _("This file is empty. Select another one.")},
    )
    pasted = LongText(
        label=_("Or paste it here"),
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "wrap": "off"}),
        error_messages={"max_length": _("This is too long for a questionnaire.")},
    )
    into = ReplacedField(
        label=_("What to do with it"),
        queryset=CustomQuestionnaire.objects.none(),
        required=False,
        blank=True,
        empty_label=_("Add it as a new questionnaire"),
        widget=forms.RadioSelect,
    )

    def __init__(self, partnership: Partnership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = partnership.custom_questionnaires.all()
        field_of(self, "into", ReplacedField).queryset = theirs
        if not theirs:
            del self.fields["into"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        file, pasted = given.get("file"), given.get("pasted", "")
        if self.errors:
            return given
        if bool(file) == bool(pasted.strip()):
            both = gettext("Select a file or paste it, not both.")
            self.add_error("file", both if file else gettext("Select a file, or paste it."))
        elif file:
            self._read("file", file.read(MOST_BYTES + 1))
        else:
            self._read("pasted", pasted.encode())
        return given

    def _read(self, field: str, content: bytes) -> None:
        try:
            self.definition = read_questionnaire(content)
        except FaultyFile as faulty:
            self.add_error(field, [str(fault) for fault in faulty.faults])

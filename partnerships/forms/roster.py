"""A list of members, pasted or uploaded."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.forms.fields import Alternative, LongText
from spreadsheets.reader import ACCEPTED, UnreadableSheet, read_sheet

MOST_BYTES = 1_000_000
MOST_MEMBERS = 2_000


class RosterForm(forms.Form):
    """Members pasted or uploaded; `cleaned_data["sheet"]` is the table they came in."""

    bound_field_class = Alternative
    helper = FormHelper()
    helper.form_show_errors = False  # the page says them above its table
    pasted = LongText(
        label=_("Paste rows here"),
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "wrap": "off"}),
        error_messages={"max_length": _("This is too long. Paste up to 2,000 members.")},
        help_text=_(
            "Copy the rows from your spreadsheet, including the row of headings, and paste "
            "them here."
        ),
    )
    file = forms.FileField(
        label=_("Or select a file"),
        required=False,
        widget=forms.FileInput({"accept": ACCEPTED}),
        help_text=_("An Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file, up to 1 MB."),
        error_messages={"empty": _("This file is empty. Select another one.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                gettext(
                    "This file is larger than 1 MB. Split it, or keep only the columns you need."
                )
            )
        return file

    def clean(self) -> dict[str, Any]:
        super().clean()
        filled = self.cleaned_data
        if self.errors:
            return filled
        pasted, file = filled["pasted"].strip(), filled["file"]
        if bool(pasted) == bool(file):
            both = gettext("Paste rows or select a file, not both.")
            neither = gettext("Paste some rows or select a file.")
            self.add_error("pasted", both if file else neither)
        elif file:
            self._read("file", file.read(), file.name)
        else:
            self._read("pasted", filled["pasted"].encode(), "")
        return filled

    def _read(self, field: str, content: bytes, name: str) -> None:
        try:
            sheet = read_sheet(content, name)
        except UnreadableSheet as problem:
            self.add_error(field, str(problem))
            return
        if sum(1 for row in sheet.rows if row) > MOST_MEMBERS + 1:
            self.add_error(
                field, gettext("This has more than 2,000 members. Split it into smaller parts.")
            )
        self.cleaned_data["sheet"] = sheet

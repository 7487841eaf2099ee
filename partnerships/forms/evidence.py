"""Forms about a partnership's own evidence."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.audit_log import log_event
from partnerships.documents import KINDS, kind_of
from partnerships.forms.fields import CHOOSE, Alternative, LongText, required_message
from partnerships.forms.shared import SharedForm
from partnerships.models import EvidenceDocument, OwnEvidence, Partnership
from partnerships.models.evidence import ABOUT, Confidence
from partnerships.quota import MOST_EVIDENCE, check_document, check_number

MOST_BYTES = 5_000_000


class OwnEvidenceForm(SharedForm[OwnEvidence]):
    """A note, a link or a document, and how sure the partnership is of what it says."""

    about = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[CHOOSE, *ABOUT],
        error_messages=required_message(_("Select what it is about.")),
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        error_messages={
            "invalid": _("Enter a full web address, such as https://example.org/report.")
        },
    )
    document = forms.FileField(
        label=_("Document"),
        required=False,
        widget=forms.FileInput({"accept": ",".join(f".{kind}" for kind in KINDS)}),
        help_text=_(
            "A PDF, a picture (PNG or JPEG), or a Word, Excel or PowerPoint file without "
            "macros, up to 5 MB. Everyone in the partnership can download it."
        ),
        error_messages={"empty": _("This file is empty. Select another one.")},
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you of what it says?"),
        choices=Confidence.choices,
        widget=forms.RadioSelect,
        error_messages=required_message(_("Select how sure you are.")),
    )
    field_order = ["about", "title", "says", "link", "document", "confidence"]

    class Meta:
        model = OwnEvidence
        fields = ["about", "title", "says", "link", "confidence"]
        field_classes = {"says": LongText}
        labels = {"title": _("What is it?"), "says": _("What does it tell you?")}
        help_texts = {
            "title": _("For example: Survey of carers, spring 2026."),
            "says": _(
                "In a sentence or two. Do not include anything that could identify a person."
            ),
        }
        error_messages = {"title": required_message(_("Enter what it is."))}
        widgets = {"says": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("says", "link", "document"):
            self.fields[name].bound_field_class = Alternative

    def clean_document(self) -> EvidenceDocument | None:
        file: UploadedFile[bytes] | None = self.cleaned_data["document"]
        if not file:
            return None
        content = file.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise forms.ValidationError(
                gettext("This file is larger than 5 MB. Link to it instead, or make it smaller.")
            )
        kind = kind_of(content)
        if kind is None:
            raise forms.ValidationError(
                gettext(
                    "This is not a PDF, PNG, JPEG, Word, Excel or PowerPoint file, or it contains "
                    "macros. Save it as a PDF and select that."
                )
            )
        return EvidenceDocument(kind=kind, size=len(content), content=content)

    def clean(self) -> dict[str, Any]:
        filled = super().clean()
        there = EvidenceDocument.objects.filter(evidence=self.instance.pk).exists()
        given = any(filled.get(name) for name in ("says", "link", "document"))
        if not self.errors and not given and not there:
            self.add_error("says", gettext("Enter what it tells you, or add a link or a document."))
        return filled

    def _check_room(self, partnership: Partnership) -> None:
        if self.instance._state.adding:
            check_number(partnership.own_evidence.count(), MOST_EVIDENCE)
        if document := self.cleaned_data["document"]:
            old = EvidenceDocument.objects.filter(evidence=self.instance.pk)
            check_document(partnership, document.size, sum(old.values_list("size", flat=True)))

    @transaction.atomic
    def save(self, commit: bool = True) -> OwnEvidence:
        """Save it; a new document replaces the old one. NoRoom if it is too large."""
        was_there = not self.instance._state.adding
        self._check_room(self.instance.partnership.lock())
        evidence = super().save(commit)
        if document := self.cleaned_data["document"]:
            EvidenceDocument.objects.update_or_create(
                evidence=evidence,
                defaults={
                    "kind": document.kind,
                    "size": document.size,
                    "content": document.content,
                },
            )
            if was_there:
                log_event("evidence-document", evidence)
        return evidence

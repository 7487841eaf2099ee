"""A partnership's own evidence: read by its members, edited by those who lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.documents import KINDS
from partnerships.forms.evidence import OwnEvidenceForm
from partnerships.models import EvidenceDocument, OwnEvidence, Partnership
from partnerships.quota import NoRoom, room_in_words
from partnerships.selectors import own_evidence


@for_partnership(Can.SEE_PARTNERSHIP)
def own_evidence_list(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    stages, considerations = own_evidence(partnership)
    context = {
        "partnership": partnership,
        "stages": stages,
        "considerations": considerations,
        "room": room_in_words(partnership),
    }
    return render(request, "partnerships/own_evidence_list.html", context)


@for_partnership(Can.KEEP_EVIDENCE)
def own_evidence_add(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    evidence = OwnEvidence(partnership=partnership, about=request.GET.get("about", ""))
    return _keep(request, evidence, "partnerships/own_evidence_add.html", _("“%s” has been added."))


@for_partnership(Can.KEEP_EVIDENCE)
def own_evidence_edit(
    request: MemberRequest, partnership: Partnership, evidence_id: str
) -> HttpResponse:
    evidence = get_object_or_404(partnership.own_evidence, pk=evidence_id)
    return _keep(
        request, evidence, "partnerships/own_evidence_edit.html", _("“%s” has been updated.")
    )


def _keep(request: MemberRequest, evidence: OwnEvidence, page: str, done: str) -> HttpResponse:
    """Save a piece of evidence, and say so."""
    form = OwnEvidenceForm(request.POST or None, request.FILES or None, instance=evidence)
    if form.is_valid():
        try:
            messages.success(request, done % form.save())
        except NoRoom as full:
            form.add_error("document", str(full))
        else:
            return redirect("partnerships:own-evidence-list", evidence.partnership_id)
    context = {
        "partnership": evidence.partnership,
        "evidence": evidence,
        "form": form,
        "room": room_in_words(evidence.partnership),
    }
    return render(request, page, context)


@for_partnership(Can.KEEP_EVIDENCE)
def own_evidence_remove(
    request: MemberRequest, partnership: Partnership, evidence_id: str
) -> HttpResponse:
    evidence = get_object_or_404(partnership.own_evidence, pk=evidence_id)
    if request.method == "POST":
        evidence.delete()
        messages.success(request, _("“%s” has been removed.") % evidence)
        return redirect("partnerships:own-evidence-list", partnership.pk)
    context = {"partnership": partnership, "evidence": evidence}
    return render(request, "partnerships/own_evidence_remove.html", context)


@for_partnership(Can.SEE_PARTNERSHIP)
@never_cache
def own_evidence_document(
    request: MemberRequest, partnership: Partnership, evidence_id: str
) -> HttpResponse:
    """The document to download; browsers are told not to guess its type or show it."""
    documents = EvidenceDocument.objects.filter(evidence__partnership=partnership)
    document = get_object_or_404(documents.select_related("evidence"), pk=evidence_id)
    stem = slugify(document.evidence.title, allow_unicode=True) or "document"
    return HttpResponse(
        bytes(document.content),
        content_type=KINDS[document.kind],
        headers={
            "Content-Disposition": content_disposition_header(True, f"{stem}.{document.kind}"),
            "X-Content-Type-Options": "nosniff",
        },
    )

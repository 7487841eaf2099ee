"""Adding, changing, merging, retiring and removing the organisations of a partnership."""

from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import View, sent_only
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.forms.organisations import MergeForm, OrganisationForm
from partnerships.models import Organisation, Partnership
from partnerships.organisations.merging import merge, preview_merge
from partnerships.organisations.services import (
    bring_back_organisation,
    remove_organisation,
    retire_organisation,
)
from partnerships.refusals import Refused


def _for_organisation(view: View) -> View:
    """Load the organisation in the address, for a coordinator of its partnership."""

    @for_partnership(Can.RUN_PARTNERSHIP)
    @wraps(view)
    def found(
        request: MemberRequest, partnership: Partnership, organisation_id: str
    ) -> HttpResponse:
        return view(request, get_object_or_404(partnership.organisations, pk=organisation_id))

    return found


@for_partnership(Can.RUN_PARTNERSHIP)
def organisation_add(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=Organisation(partnership=partnership))
    if form.is_valid():
        messages.success(request, _("%(name)s has been added.") % {"name": form.save()})
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/organisation_add.html", context)


@_for_organisation
def organisation_edit(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=organisation)
    if form.is_valid():
        messages.success(request, _("%(name)s has been updated.") % {"name": form.save()})
        return redirect("partnerships:partnership", organisation.partnership_id)
    context = {"partnership": organisation.partnership, "form": form}
    return render(request, "partnerships/organisation_edit.html", context)


@_for_organisation
def organisation_remove(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    if request.method == "POST":
        try:
            remove_organisation(organisation=organisation)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(name)s has been removed.") % {"name": organisation})
        return redirect("partnerships:partnership", organisation.partnership_id)
    context = {"partnership": organisation.partnership, "organisation": organisation}
    return render(request, "partnerships/organisation_remove.html", context)


@_for_organisation
def organisation_merge(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    """Choose the organisation to merge into, see what will move, confirm."""
    form = MergeForm(organisation, request.POST or request.GET or None)
    context = {"partnership": organisation.partnership, "organisation": organisation, "form": form}
    if form.is_valid():
        kept = form.cleaned_data["into"]
        try:
            if request.method == "POST":
                merge(kept=kept, gone=organisation)
                merged = _("%(gone)s has been merged into %(kept)s.")
                messages.success(request, merged % {"gone": organisation, "kept": kept})
                return redirect("partnerships:partnership", organisation.partnership_id)
            context |= {"kept": kept, "moves": preview_merge(kept=kept, gone=organisation)}
        except Refused as refused:
            form.add_error("into", str(refused))
    return render(request, "partnerships/organisation_merge.html", context)


@_for_organisation
@sent_only
def organisation_retire(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    try:
        retire_organisation(organisation=organisation)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        done = _("%(name)s has been retired. You can bring it back at the end of the list.")
        messages.success(request, done % {"name": organisation})
    return redirect("partnerships:partnership", organisation.partnership_id)


@_for_organisation
@sent_only
def organisation_bring_back(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    bring_back_organisation(organisation=organisation)
    messages.success(request, _("%(name)s has been brought back.") % {"name": organisation})
    return redirect("partnerships:partnership", organisation.partnership_id)

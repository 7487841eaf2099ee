"""Adding, changing, merging, retiring and removing the organisations of a partnership."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..access import Can, for_partnership
from ..forms import MergeForm, OrganisationForm
from ..merging import foresee, merge
from ..models import Organisation, Partnership
from ..services import Refused, bring_back, remove_organisation, retire


@for_partnership(Can.RUN_PARTNERSHIP)
def organisation_add(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=Organisation(partnership=partnership))
    if form.is_valid():
        messages.success(request, _("%(name)s is added.") % {"name": form.save()})
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/organisation_add.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def organisation_edit(
    request: HttpRequest, partnership: Partnership, organisation_id: str
) -> HttpResponse:
    organisation = get_object_or_404(partnership.organisations, pk=organisation_id)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if form.is_valid():
        messages.success(request, _("%(name)s is changed.") % {"name": form.save()})
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/organisation_edit.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def organisation_remove(
    request: HttpRequest, partnership: Partnership, organisation_id: str
) -> HttpResponse:
    organisation = get_object_or_404(partnership.organisations, pk=organisation_id)
    if request.method == "POST":
        try:
            remove_organisation(organisation=organisation)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(name)s is removed.") % {"name": organisation})
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "organisation": organisation}
    return render(request, "partnerships/organisation_remove.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def organisation_merge(
    request: HttpRequest, partnership: Partnership, organisation_id: str
) -> HttpResponse:
    """Choose which other one it is the same as, see what moves, confirm."""
    gone = get_object_or_404(partnership.organisations, pk=organisation_id)
    form = MergeForm(gone, request.POST or request.GET or None)
    context = {"partnership": partnership, "organisation": gone, "form": form}
    if form.is_valid():
        kept = form.cleaned_data["into"]
        try:
            if request.method == "POST":
                merge(kept=kept, gone=gone)
                merged = _("%(gone)s is now part of %(kept)s.")
                messages.success(request, merged % {"gone": gone, "kept": kept})
                return redirect("partnerships:partnership", partnership.pk)
            context |= {"kept": kept, "moves": foresee(kept=kept, gone=gone)}
        except Refused as refused:
            form.add_error("into", str(refused))
    return render(request, "partnerships/organisation_merge.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
@require_POST
def organisation_retire(
    request: HttpRequest, partnership: Partnership, organisation_id: str
) -> HttpResponse:
    organisation = get_object_or_404(partnership.organisations, pk=organisation_id)
    try:
        retire(organisation=organisation)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        done = _("%(name)s is retired. You can bring it back at the end of the list.")
        messages.success(request, done % {"name": organisation})
    return redirect("partnerships:partnership", partnership.pk)


@for_partnership(Can.RUN_PARTNERSHIP)
@require_POST
def organisation_bring_back(
    request: HttpRequest, partnership: Partnership, organisation_id: str
) -> HttpResponse:
    organisation = get_object_or_404(partnership.organisations, pk=organisation_id)
    bring_back(organisation=organisation)
    messages.success(request, _("%(name)s takes part again.") % {"name": organisation})
    return redirect("partnerships:partnership", partnership.pk)

"""Adding, changing and removing the organisations of a partnership."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..access import Can, for_partnership
from ..forms import OrganisationForm
from ..models import Organisation, Partnership
from ..services import Refused, remove_organisation


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

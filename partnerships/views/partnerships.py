"""Registering a partnership, its page, and changing its details."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import PersonRequest, signed_in
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.forms.partnerships import PartnershipForm, RegistrationForm
from partnerships.models import Partnership
from partnerships.refusals import Refused
from partnerships.registration import is_invited, register_partnership, why_not
from partnerships.selectors import members_without_organisation, organisations_with_members


@signed_in
def register(request: PersonRequest) -> HttpResponse:
    if refused := why_not(request.user):
        context = {
            "refused": refused,
            "is_invited": is_invited(request.user),
            "contact": settings.CONTACT,
        }
        return render(request, "partnerships/register_refused.html", context)
    form = RegistrationForm(request.POST or None)
    if form.is_valid():
        try:
            partnership = register_partnership(
                partnership=form.save(commit=False),
                by=request.user,
                coordinator=form.new_member(request.user),
            )
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("%(name)s has been registered.") % {"name": partnership})
            return redirect("partnerships:partnership", partnership.pk)
    return render(request, "partnerships/register.html", {"form": form})


@for_partnership(Can.SEE_PARTNERSHIP)
def partnership(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    context = {
        "partnership": partnership,
        "organisations": organisations_with_members(partnership),
        "retired": partnership.organisations.retired(),
        "others": members_without_organisation(partnership),
        "members": partnership.members.count(),
        "untold": partnership.members.untold().count(),
        "declined": partnership.declined.select_related("person"),
        "reviews": partnership.reviews.visible_to(request.member),
    }
    return render(request, "partnerships/partnership.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def partnership_edit(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = PartnershipForm(request.POST or None, instance=partnership)
    if form.is_valid():
        form.save()
        messages.success(request, _("The partnership has been updated."))
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/partnership_edit.html", context)

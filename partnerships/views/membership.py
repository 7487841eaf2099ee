"""What members do about their own membership: accept, decline, hand over, leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import PersonRequest, public, signed_in
from partnerships.access import Can, MemberRequest, for_partnership, with_membership
from partnerships.forms.members import HandOverForm, OwnNamesForm
from partnerships.members.membership import accept, decline, hand_over, leave
from partnerships.models import Member, Partnership
from partnerships.refusals import Refused


@with_membership
def membership(request: HttpRequest, member: Member) -> HttpResponse:
    """Accept or decline by the link in the email, without an account."""
    refused = ""
    if request.POST.get("reply") == "yes":
        accept(member=member)
        return redirect("partnerships:membership", member.seal)
    if request.POST.get("reply") == "no":
        try:
            (leave if member.has_accepted else decline)(member=member)
        except Refused as reason:
            refused = str(reason)
        else:
            return redirect("partnerships:membership-ended")
    context = {"member": member, "partnership": member.partnership, "refused": refused}
    return render(request, "partnerships/membership.html", context)


@public
def membership_ended(request: HttpRequest) -> HttpResponse:
    """The page after declining or leaving by link."""
    return render(request, "partnerships/membership_ended.html")


@for_partnership(Can.RUN_PARTNERSHIP)
def coordination_hand_over(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = HandOverForm(request.POST or None, partnership=partnership)
    if form.is_valid():
        successor = form.cleaned_data["successor"]
        try:
            hand_over(by=request.member, successor=successor)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            text = _("%(name)s is now the coordinator and will get an email. You are now a member.")
            messages.success(request, text % {"name": successor})
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/coordination_hand_over.html", context)


@for_partnership(Can.SEE_PARTNERSHIP)
def membership_leave(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    if request.method == "POST":
        try:
            leave(member=request.member)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("partnerships:membership-leave", partnership.pk)
        messages.success(request, _("You have left %(name)s.") % {"name": partnership})
        return redirect("home:home")
    context = {"partnership": partnership, "is_last": request.member.is_last_coordinator}
    return render(request, "partnerships/membership_leave.html", context)


@signed_in
def account_name(request: PersonRequest) -> HttpResponse:
    form = OwnNamesForm(request.POST or None, person=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your name has been updated."))
        return redirect("accounts:account")
    return render(request, "partnerships/account_name.html", {"form": form})

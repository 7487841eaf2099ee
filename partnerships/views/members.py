"""Adding, telling, changing and removing one member."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import sent_only
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.forms.members import MemberAddForm, MemberForm
from partnerships.mail.membership_emails import MEMBERSHIP
from partnerships.members.services import add_members, change_member, remove_member, tell_members
from partnerships.models import Member, Partnership
from partnerships.refusals import Refused


@for_partnership(Can.RUN_PARTNERSHIP)
def member_add(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = MemberAddForm(request.POST or None, instance=Member(partnership=partnership))
    if form.is_valid():
        try:
            [member] = add_members(
                partnership=partnership, members=[form.new_member()], tell=form.cleaned_data["tell"]
            )
        except IntegrityError:
            form.add_error("email", _("Someone with this address is already a member."))
        except Refused as refused:
            form.add_error("tell", str(refused))
        else:
            messages.success(request, _("%(name)s has been added.") % {"name": member})
            return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/member_add.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
@sent_only
def members_tell(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    """Email all members who have not been told yet."""
    count = tell_members(members=partnership.members.untold().select_related("person"))
    told = ngettext(
        "%(count)s person will get an email.",
        "%(count)s people will get an email.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect("partnerships:partnership", partnership.pk)


@for_partnership(Can.RUN_PARTNERSHIP)
@sent_only
def member_tell(request: MemberRequest, partnership: Partnership, member_id: str) -> HttpResponse:
    """Email one member about their membership, again if need be."""
    member = get_object_or_404(partnership.members.select_related("person"), pk=member_id)
    if tell_members(members=[member]):
        messages.success(request, _("%(name)s will get an email.") % {"name": member})
    else:
        messages.info(request, _("%(name)s has already accepted.") % {"name": member})
    return redirect("partnerships:member-edit", partnership.pk, member.pk)


@for_partnership(Can.RUN_PARTNERSHIP)
@sent_only
def declined_forget(
    request: MemberRequest, partnership: Partnership, declined_id: int
) -> HttpResponse:
    """Remove a person who declined from the list."""
    get_object_or_404(partnership.declined, pk=declined_id).delete()
    messages.success(request, _("The address has been removed from the list."))
    return redirect("partnerships:partnership", partnership.pk)


@for_partnership(Can.RUN_PARTNERSHIP)
def member_edit(request: MemberRequest, partnership: Partnership, member_id: str) -> HttpResponse:
    member = get_object_or_404(partnership.members.select_related("person"), pk=member_id)
    form = MemberForm(request.POST or None, instance=member)
    if form.is_valid():
        try:
            change_member(member=form.save(commit=False))
        except Refused as refused:
            form.add_error("role", str(refused))
        else:
            messages.success(request, _("%(name)s has been updated.") % {"name": member})
            return redirect("partnerships:partnership", partnership.pk)
    context = {
        "partnership": partnership,
        "member": member,
        "form": form,
        "email": member.outgoing_emails.filter(kind=MEMBERSHIP).last(),
        "open_reviews": [one for one in partnership.reviews.all() if one.is_open],
    }
    return render(request, "partnerships/member_edit.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def member_remove(request: MemberRequest, partnership: Partnership, member_id: str) -> HttpResponse:
    member = get_object_or_404(partnership.members.select_related("person"), pk=member_id)
    if member == request.member:
        return redirect("partnerships:membership-leave", partnership.pk)
    if request.method == "POST":
        try:
            remove_member(member=member)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(name)s has been removed.") % {"name": member})
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "member": member}
    return render(request, "partnerships/member_remove.html", context)

"""Adding one member, changing what a member does, and taking a member's place away."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from ..access import Can, for_partnership
from ..forms import MemberAddForm, MemberForm
from ..models import Member, Partnership
from ..services import Refused, change_member, remove_member, seat_members


@for_partnership(Can.RUN_PARTNERSHIP)
def member_add(request: HttpRequest, partnership: Partnership) -> HttpResponse:
    form = MemberAddForm(request.POST or None, instance=Member(partnership=partnership))
    if form.is_valid():
        try:
            [member] = seat_members(partnership=partnership, seats=[form.seat()])
        except IntegrityError:
            form.add_error("email", _("Somebody with this address is already a member."))
        else:
            messages.success(request, _("%(name)s is added.") % {"name": member})
            return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "partnerships/member_add.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def member_edit(request: HttpRequest, partnership: Partnership, member_id: str) -> HttpResponse:
    member = get_object_or_404(partnership.members.select_related("person"), pk=member_id)
    form = MemberForm(request.POST or None, instance=member)
    if form.is_valid():
        try:
            change_member(member=form.save(commit=False))
        except Refused as refused:
            form.add_error("role", str(refused))
        else:
            messages.success(request, _("%(name)s is changed.") % {"name": member})
            return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "member": member, "form": form}
    return render(request, "partnerships/member_edit.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def member_remove(request: HttpRequest, partnership: Partnership, member_id: str) -> HttpResponse:
    member = get_object_or_404(partnership.members.select_related("person"), pk=member_id)
    if member == request.member:
        return redirect("partnerships:membership-leave", partnership.pk)
    if request.method == "POST":
        try:
            remove_member(member=member)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(name)s is removed.") % {"name": member})
        return redirect("partnerships:partnership", partnership.pk)
    context = {"partnership": partnership, "member": member}
    return render(request, "partnerships/member_remove.html", context)

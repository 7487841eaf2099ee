"""Actions: adding, changing and removing them, and marking them as done."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from accounts.access import PersonRequest, View, sent_only, signed_in
from assessments.models import Review
from assessments.reviews.access import for_review
from discussions.action_forms import ActionEditForm, ActionForm
from discussions.models import Action
from discussions.services import (
    ActionConflict,
    add_action,
    change_action,
    complete_action,
    reopen_action,
)
from partnerships.access import Can, MemberRequest


def _for_action(can: Can) -> Callable[[View], View]:
    """Load the action in the address. If someone has removed it, a page says so."""

    def decorate(view: View) -> View:
        @for_review(can)
        @wraps(view)
        def found(request: MemberRequest, review: Review, action_id: int) -> HttpResponse:
            try:
                action = review.actions.select_related("owner", "review").get(pk=action_id)
                return view(request, review, action)
            except Action.DoesNotExist:
                context = {"review": review, "what": request.POST.get("what", "")}
                return render(request, "discussions/action_gone.html", context, status=404)

        return found

    return decorate


@for_review(Can.LEAD_DISCUSSION)
def action_add(request: MemberRequest, review: Review, code: str) -> HttpResponse:
    section = get_object_or_404(review.questionnaire.sections, consideration=code)
    form = ActionForm(request.POST or None, review=review)
    if form.is_valid():
        add_action(review=review, consideration=code, **form.cleaned_data)
        messages.success(request, _("The action has been added."))
        return redirect("discussions:discussion-consideration", review.pk, code)
    context = {"review": review, "section": section, "form": form}
    return render(request, "discussions/action_add.html", context)


@_for_action(Can.LEAD_DISCUSSION)
def action_edit(request: MemberRequest, review: Review, action: Action) -> HttpResponse:
    form = ActionEditForm(request.POST or None, review=review, action=action)
    if form.is_valid():
        shown, mine = form.parts
        try:
            change_action(action=action, shown=shown, mine=mine)
        except ActionConflict as conflict:
            form.show_conflict(conflict.changes, conflict.stored)
        else:
            messages.success(request, _("Your changes have been saved."))
            return redirect("discussions:discussion-consideration", review.pk, action.consideration)
    context = {"review": review, "action": action, "form": form}
    return render(request, "discussions/action_edit.html", context)


@_for_action(Can.LEAD_DISCUSSION)
def action_remove(request: MemberRequest, review: Review, action: Action) -> HttpResponse:
    shown = {name: request.POST.get(name, kept) for name, kept in action.parts.items()}
    if request.method == "POST" and shown == action.parts:
        action.delete()
        messages.success(request, _("The action has been removed."))
        return redirect("discussions:discussion-consideration", review.pk, action.consideration)
    context = {"review": review, "action": action, "is_changed": shown != action.parts}
    return render(request, "discussions/action_remove.html", context)


@_for_action(Can.SEE_REVIEW)
@sent_only
def action_done(request: MemberRequest, review: Review, action: Action) -> HttpResponse:
    _require_owner_or_lead(request, action)
    complete_action(action=action)
    messages.success(request, _("The action has been marked as done."))
    return _redirect_back(request)


@_for_action(Can.SEE_REVIEW)
@sent_only
def action_reopen(request: MemberRequest, review: Review, action: Action) -> HttpResponse:
    _require_owner_or_lead(request, action)
    reopen_action(action=action)
    messages.success(request, _("The action has been marked as not done."))
    return _redirect_back(request)


@signed_in
def my_actions(request: PersonRequest) -> HttpResponse:
    actions = Action.objects.owned_by(request.user)
    context = {"to_do": actions.to_do(), "done": actions.done()}
    return render(request, "discussions/my_actions.html", context)


def _require_owner_or_lead(request: MemberRequest, action: Action) -> None:
    """Allow only its owner and people who lead the discussion."""
    if action.owner_id != request.member.pk and not request.can[Can.LEAD_DISCUSSION]:
        raise PermissionDenied


def _redirect_back(request: HttpRequest) -> HttpResponse:
    """Go back to the page with the button, if it is one of ours."""
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        return redirect(page)
    return redirect("discussions:my-actions")

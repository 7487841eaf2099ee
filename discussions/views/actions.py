"""Actions: adding, changing and removing them, and saying that they are done."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from assessments.access import for_review
from assessments.models import Review
from partnerships.access import Can, sent_only, signed_in

from ..changes import Overtaken
from ..forms import ActionEditForm, ActionForm
from ..models import Action
from ..services import add_action, change_action, mark_done, reopen


@for_review(Can.LEAD_DISCUSSION)
def action_add(request: HttpRequest, review: Review, code: str) -> HttpResponse:
    section = get_object_or_404(review.questionnaire.sections, consideration=code)
    form = ActionForm(request.POST or None, review=review)
    if form.is_valid():
        add_action(review=review, consideration=code, **form.cleaned_data)
        messages.success(request, _("The action is added."))
        return redirect("discussions:discussion-consideration", review.pk, code)
    context = {"review": review, "section": section, "form": form}
    return render(request, "discussions/action_add.html", context)


@for_review(Can.LEAD_DISCUSSION)
def action_edit(request: HttpRequest, review: Review, action_id: int) -> HttpResponse:
    action = get_object_or_404(review.actions, pk=action_id)
    form = ActionEditForm(request.POST or None, review=review, action=action)
    if form.is_valid():
        shown, mine = form.parts
        try:
            change_action(action=action, shown=shown, mine=mine)
        except Overtaken as overtaken:
            action.refresh_from_db()
            form.overtake(overtaken.changes, action)
        else:
            messages.success(request, _("Your changes are saved."))
            return redirect("discussions:discussion-consideration", review.pk, action.consideration)
    context = {"review": review, "action": action, "form": form}
    return render(request, "discussions/action_edit.html", context)


@for_review(Can.LEAD_DISCUSSION)
def action_remove(request: HttpRequest, review: Review, action_id: int) -> HttpResponse:
    action = get_object_or_404(review.actions.select_related("owner"), pk=action_id)
    if request.method == "POST":
        action.delete()
        messages.success(request, _("The action is removed."))
        return redirect("discussions:discussion-consideration", review.pk, action.consideration)
    context = {"review": review, "action": action}
    return render(request, "discussions/action_remove.html", context)


@for_review(Can.SEE_REVIEW)
@sent_only
def action_done(request: HttpRequest, review: Review, action_id: int) -> HttpResponse:
    mark_done(action=_answerable(request, review, action_id))
    messages.success(request, _("Marked as done."))
    return _back(request)


@for_review(Can.SEE_REVIEW)
@sent_only
def action_reopen(request: HttpRequest, review: Review, action_id: int) -> HttpResponse:
    reopen(action=_answerable(request, review, action_id))
    messages.success(request, _("Marked as still to do."))
    return _back(request)


@signed_in
def my_actions(request: HttpRequest) -> HttpResponse:
    actions = Action.objects.of(request.user)
    context = {"to_do": actions.to_do(), "done": actions.done()}
    return render(request, "discussions/my_actions.html", context)


def _answerable(request: HttpRequest, review: Review, action_id: int) -> Action:
    """The action, for its owner or whoever leads the discussion."""
    action = get_object_or_404(review.actions, pk=action_id)
    if action.owner_id != request.member.pk and not request.can[Can.LEAD_DISCUSSION]:
        raise PermissionDenied
    return action


def _back(request: HttpRequest) -> HttpResponse:
    """To the page of ours that the button stood on."""
    page = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        return redirect(page)
    return redirect("discussions:my-actions")

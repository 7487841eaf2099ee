"""Leading a discussion, consideration by consideration. Figures are read as published."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.models import Review
from assessments.reviews.access import for_review
from discussions.agenda import AgendaItem, load_agenda
from discussions.forms import DiscussionForm
from discussions.services import NotesConflict, SavedNotes, add_action, save_notes
from partnerships.access import Can, MemberRequest


@for_review(Can.SEE_RESULTS)
def discussion(request: MemberRequest, review: Review) -> HttpResponse:
    agenda = load_agenda(review, with_drafts=request.can[Can.LEAD_DISCUSSION])
    context = {"review": review, "agenda": agenda}
    return render(request, "discussions/discussion.html", context)


@for_review(Can.SEE_RESULTS)
def discussion_consideration(request: MemberRequest, review: Review, code: str) -> HttpResponse:
    leads = request.can[Can.LEAD_DISCUSSION]
    item = load_agenda(review, with_drafts=leads).item(code)
    if item is None:
        raise Http404
    if request.method == "POST" and not leads:
        raise PermissionDenied
    form = DiscussionForm(request.POST or None, review=review, conclusion=item.conclusion)
    settled_by = next((how for how in ("both", "theirs") if how in request.POST), None)
    if settled_by:
        form.resolve_conflict(settled_by)
    elif form.is_valid():
        try:
            return _redirect_onward(request, item, form, _save(item, form))
        except NotesConflict as conflict:
            form.show_conflict(conflict.changes, conflict.stored)
    context = {"review": review, "item": item, "form": form, "settled_by": settled_by}
    return render(request, "discussions/discussion_consideration.html", context)


@transaction.atomic
def _save(item: AgendaItem, form: DiscussionForm) -> SavedNotes:
    """Save both the notes and the action, or neither."""
    shown, mine = form.parts
    review, code = item.review, item.consideration.code
    written = save_notes(
        review=review, consideration=code, shown=shown, mine=mine, agreed=form.agreed_mark
    )
    if form.action:
        add_action(review=review, consideration=code, **form.action)
    return written


def _saved_message(item: AgendaItem, form: DiscussionForm, written: SavedNotes) -> str:
    """What has been saved, and who can read the notes from now on."""
    said = [_("“%s” has been saved.") % item.consideration]
    if written.agreed:
        said.append(_("Everyone who sees the results can read these notes."))
    elif form.has_notes:
        said.append(_("These notes are a draft, for coordinators and facilitators only."))
    return " ".join(said)


def _redirect_onward(
    request: HttpRequest, item: AgendaItem, form: DiscussionForm, written: SavedNotes
) -> HttpResponse:
    if form.has_input:
        idempotency_key = str(form.cleaned_data["idempotency_key"])
        messages.success(request, _saved_message(item, form, written), extra_tags=idempotency_key)
    onward = item.following if "onward" in request.POST else item.consideration
    if written.needs_reading_back:
        onward = item.consideration
        text = _(
            "Someone else changed these notes after you opened the page, so they have not been "
            "marked as agreed. Read the new version back to the group, then mark it as agreed."
        )
        messages.warning(request, text)
    if onward is None:
        return redirect("discussions:discussion", item.review.pk)
    return redirect("discussions:discussion-consideration", item.review.pk, onward.code)

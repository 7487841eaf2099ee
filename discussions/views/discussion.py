"""Leading a discussion, consideration by consideration. Figures are read as published."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.access import for_review
from assessments.models import Review
from partnerships.access import Can

from ..agenda import load_agenda
from ..forms import DiscussionForm
from ..models import Action
from ..services import record_conclusion


@for_review(Can.SEE_RESULTS)
def discussion(request: HttpRequest, review: Review) -> HttpResponse:
    context = {"review": review, "agenda": load_agenda(review)}
    return render(request, "discussions/discussion.html", context)


@for_review(Can.SEE_RESULTS)
def discussion_consideration(request: HttpRequest, review: Review, code: str) -> HttpResponse:
    item = load_agenda(review).item(code)
    if item is None:
        raise Http404
    if request.method == "POST" and not request.can[Can.LEAD_DISCUSSION]:
        raise PermissionDenied
    form = DiscussionForm(request.POST or None, review=review, conclusion=item.conclusion)
    if form.is_valid():
        record_conclusion(review=review, consideration=code, **form.conclusion)
        if form.action:
            Action.objects.create(review=review, consideration=code, **form.action)
        if form.has_changed():
            messages.success(request, _("“%s” is saved.") % item.consideration)
        onward = item.following if "onward" in request.POST else item.consideration
        if onward is None:
            return redirect("discussions:discussion", review.pk)
        return redirect("discussions:discussion-consideration", review.pk, onward.code)
    context = {"review": review, "item": item, "form": form}
    return render(request, "discussions/discussion_consideration.html", context)

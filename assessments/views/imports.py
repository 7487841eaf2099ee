"""Bringing in answers collected elsewhere: choose a file, match it, check it, add it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.access import Can

from ..access import for_review
from ..imports.forms import HeadingsForm, ImportFileForm, MatchForm
from ..imports.keeping import AlreadyImportedError, begin_import, bring_in, undo_import
from ..imports.questionnaires import asked_by
from ..imports.steps import Bringing, Preview
from ..models import Import, Review
from ..services import NotNow

MOST_PROBLEMS_SHOWN = 200


def _waiting(review: Review, import_id: int) -> Import:
    return get_object_or_404(
        review.imports.select_related("review__questionnaire"),
        pk=import_id,
        responses_added__isnull=True,
    )


def _refused(request: HttpRequest, review: Review) -> HttpResponse:
    if review.speaks_as_organisations:
        refusal = _(
            "Each organisation answers with one voice here, so no answers can be brought in."
        )
    elif review.is_open:
        refusal = _(
            "The review has been closed since, and which answers came from this file is not known "
            "any more. They stay."
        )
    else:
        refusal = _("Answers can be brought in while a review is open.")
    messages.error(request, refusal)
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def import_new(request: HttpRequest, review: Review) -> HttpResponse:
    asked = asked_by(review.questionnaire)
    form = ImportFileForm(request.POST or None, request.FILES or None, asked=asked)
    if form.is_valid():
        try:
            begun = begin_import(
                review=review,
                name=form.cleaned_data["file"].name,
                content=form.cleaned_data["content"],
                by=request.member,
            )
        except NotNow:
            return _refused(request, review)
        except AlreadyImportedError:
            form.add_error("file", _("This file has been brought in already. Choose another."))
        else:
            return redirect("assessments:import-match", review.pk, begun.pk)
    context = {"review": review, "form": form, "imports": review.imports.defer("content")}
    return render(request, "assessments/import_new.html", context)


@for_review(Can.RUN_REVIEW)
def import_match(request: HttpRequest, review: Review, import_id: int) -> HttpResponse:
    bringing = Bringing.of(_waiting(review, import_id))
    where = HeadingsForm(request.GET, sheets=bringing.sheets)
    if where.is_valid() and where.elsewhere:
        bringing = bringing.read_in(**where.elsewhere)
    form = _match_form(
        bringing, request.POST if request.method == "POST" else None, where.first_column
    )
    if form.is_valid():
        bringing.remember(form.matched())
        address = reverse("assessments:import-match", args=[review.pk, import_id])
        if form.matches_in_order:
            messages.success(request, _("Matched in order. Check that each column is right."))
        if form.stays:
            return redirect(f"{address}?start={form.next_start}#columns")
        if not bringing.unmapped:
            return redirect("assessments:import-check", review.pk, import_id)
        messages.warning(request, _("Some values are not known yet. Say what they stand for."))
        return redirect(address)
    context = {
        "review": review,
        "bringing": bringing,
        "form": form,
        "headings_form": HeadingsForm.showing(bringing.mapping, bringing.sheets),
    }
    return render(request, "assessments/import_match.html", context)


def _match_form(bringing: Bringing, data, start: int) -> MatchForm:
    return MatchForm(
        data,
        start=start,
        sheet=bringing.sheet,
        mapping=bringing.mapping,
        asked=bringing.asked,
        organisations=bringing.organisations,
        unmapped=bringing.unmapped,
    )


@for_review(Can.RUN_REVIEW)
def import_check(request: HttpRequest, review: Review, import_id: int) -> HttpResponse:
    bringing = Bringing.of(_waiting(review, import_id))
    reading = bringing.read()
    if request.method == "POST" and not reading.problems:
        try:
            count = bring_in(bringing=bringing.row, reading=reading)
        except NotNow:
            return _refused(request, review)
        added = ngettext("%(count)s response added.", "%(count)s responses added.", count)
        messages.success(request, added % {"count": count})
        return redirect("assessments:review", review.pk)
    context = {
        "review": review,
        "bringing": bringing,
        "preview": Preview.of(reading),
        "problems": reading.problems[:MOST_PROBLEMS_SHOWN],
        "more_problems": max(0, len(reading.problems) - MOST_PROBLEMS_SHOWN),
        "problem_count": len(reading.problems),
    }
    return render(request, "assessments/import_check.html", context)


@for_review(Can.RUN_REVIEW)
def import_undo(request: HttpRequest, review: Review, import_id: int) -> HttpResponse:
    bringing = get_object_or_404(review.imports.defer("content"), pk=import_id)
    if request.method == "POST":
        try:
            undo_import(bringing=bringing)
        except NotNow:
            return _refused(request, review)
        messages.success(request, _("The file and what came from it are gone."))
        return redirect("assessments:import-new", review.pk)
    context = {"review": review, "bringing": bringing}
    return render(request, "assessments/import_undo.html", context)

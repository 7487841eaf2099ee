"""Bringing in answers collected elsewhere: choose a file, match it, check it, add it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.imports.forms.check import CheckForm, in_rows
from assessments.imports.forms.match import HeadingsForm, ImportFileForm, MatchForm
from assessments.imports.recognition.questionnaires import asked_by
from assessments.models import Review
from assessments.models.response import Import
from assessments.reviews.access import for_review
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest
from partnerships.quota import NoRoom

from .parse import MOST_PROBLEMS_NAMED, Reading
from .store import AlreadyImportedError, begin_import, undo_import
from .understanding import Understanding
from .wizard import Bringing


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
def import_new(request: MemberRequest, review: Review) -> HttpResponse:
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
        except NoRoom as full:
            form.add_error("file", str(full))
        except AlreadyImportedError:
            form.add_error("file", _("This file has been brought in already. Choose another."))
        else:
            return redirect("assessments:import-match", review.pk, begun.pk)
    context = {"review": review, "form": form, "imports": review.imports.defer("content")}
    return render(request, "assessments/import_new.html", context)


@for_review(Can.RUN_REVIEW)
def import_match(request: MemberRequest, review: Review, import_id: int) -> HttpResponse:
    bringing = Bringing.of(_waiting(review, import_id))
    where = HeadingsForm(request.GET, sheets=bringing.sheets)
    if where.is_valid() and where.elsewhere:
        bringing = bringing.read_in(**where.elsewhere)
    form = MatchForm(
        request.POST or None,
        sheet=bringing.sheet,
        start=where.first_column,
        **bringing.for_values(),
    )
    if form.is_valid():
        bringing = bringing.remember(form.matched())
        if form.matches_in_order:
            messages.success(request, _("Matched in order. Check that each column is right."))
        if form.stays:
            address = reverse("assessments:import-match", args=[review.pk, import_id])
            return redirect(f"{address}?start={form.next_start}#columns")
        if bringing.asking.questions:
            return _to_be_settled(request, bringing)
        return redirect("assessments:import-check", review.pk, import_id)
    context = {
        "review": review,
        "bringing": bringing,
        "form": form,
        "headings_form": HeadingsForm.showing(bringing.mapping, bringing.sheets),
    }
    return render(request, "assessments/import_match.html", context)


def _to_be_settled(request: HttpRequest, bringing: Bringing) -> HttpResponse:
    messages.warning(request, _("Some values are not known yet. Say what they stand for."))
    return redirect("assessments:import-match", bringing.row.review_id, bringing.row.pk)


@for_review(Can.RUN_REVIEW)
def import_check(request: MemberRequest, review: Review, import_id: int) -> HttpResponse:
    bringing = Bringing.of(_waiting(review, import_id))
    if bringing.asking.questions:
        return _to_be_settled(request, bringing)
    posted = request.POST if request.method == "POST" else None
    form = CheckForm(posted, rows=bringing.rows, **bringing.for_values())
    if form.is_valid() and form.changed() != bringing.mapping:
        bringing.remember(form.changed())
        messages.success(request, _("What you changed is read anew. Check again."))
        return redirect("assessments:import-check", review.pk, import_id)
    reading = bringing.read()
    if form.is_valid() and "change" not in request.POST and not reading.problems:
        return _added(request, bringing, reading)
    context = {
        "review": review,
        "bringing": bringing,
        "form": form,
        "reading": reading,
        "empty_rows": in_rows(reading.empty),
        "understood": Understanding.of(bringing.sheet, bringing.mapping, bringing.asked, reading),
        "problems": reading.problems[:MOST_PROBLEMS_NAMED],
        "more_problems": max(0, len(reading.problems) - MOST_PROBLEMS_NAMED),
    }
    return render(request, "assessments/import_check.html", context)


def _added(request: HttpRequest, bringing: Bringing, reading: Reading) -> HttpResponse:
    review = bringing.row.review
    try:
        count = bringing.bring_in(reading)
    except NotNow:
        return _refused(request, review)
    except NoRoom as full:
        messages.error(request, str(full))
        return redirect("assessments:import-check", review.pk, bringing.row.pk)
    added = ngettext("%(count)s response added.", "%(count)s responses added.", count)
    messages.success(request, added % {"count": count})
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def import_undo(request: MemberRequest, review: Review, import_id: int) -> HttpResponse:
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

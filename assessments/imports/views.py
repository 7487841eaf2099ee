"""Importing answers collected elsewhere: choose a file, match it, check it, import it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.imports.forms.check import CheckForm, rows_in_words
from assessments.imports.forms.match import HeadingsForm, ImportFileForm, MatchForm
from assessments.imports.recognition.questionnaires import questions_of
from assessments.models import Review
from assessments.models.response import Import
from assessments.reviews.access import for_review
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest
from partnerships.quota import NoRoom

from .parse import MOST_PROBLEMS_NAMED, ParsedResponses
from .store import AlreadyImportedError, begin_import, undo_import
from .summary import ImportSummary
from .wizard import PendingImport


def _waiting(review: Review, import_id: int) -> Import:
    return get_object_or_404(
        review.imports.select_related("review__questionnaire"),
        pk=import_id,
        responses_added__isnull=True,
    )


def _refused(request: HttpRequest, review: Review) -> HttpResponse:
    if review.speaks_as_organisations:
        refusal = _(
            "Each organisation answers with one voice in this review, so you cannot import answers."
        )
    else:
        refusal = _("You can only import answers while the review is open.")
    messages.error(request, refusal)
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def import_new(request: MemberRequest, review: Review) -> HttpResponse:
    questionnaire = questions_of(review.questionnaire)
    form = ImportFileForm(request.POST or None, request.FILES or None, questionnaire=questionnaire)
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
            form.add_error("file", _("This file has already been imported. Select another one."))
        else:
            return redirect("assessments:import-match", review.pk, begun.pk)
    context = {"review": review, "form": form, "imports": review.imports.defer("content")}
    return render(request, "assessments/import_new.html", context)


@for_review(Can.RUN_REVIEW)
def import_match(request: MemberRequest, review: Review, import_id: int) -> HttpResponse:
    pending = PendingImport.of(_waiting(review, import_id))
    where = HeadingsForm(request.GET, sheets=pending.sheets)
    if where.is_valid() and where.chosen_place:
        pending = pending.reread(**where.chosen_place)
    form = MatchForm(
        request.POST or None,
        sheet=pending.sheet,
        start=where.first_column,
        **pending.values_form_arguments(),
    )
    if form.is_valid():
        pending = pending.save_mapping(form.chosen_mapping())
        if form.matches_in_order:
            messages.success(
                request, _("The columns have been matched in order. Check that each one is right.")
            )
        if form.stays_on_page:
            address = reverse("assessments:import-match", args=[review.pk, import_id])
            return redirect(f"{address}?start={form.next_start}#columns")
        if pending.recognition.questions:
            return _to_be_settled(request, pending)
        return redirect("assessments:import-check", review.pk, import_id)
    context = {
        "review": review,
        "pending": pending,
        "form": form,
        "headings_form": HeadingsForm.for_mapping(pending.mapping, pending.sheets),
    }
    return render(request, "assessments/import_match.html", context)


def _to_be_settled(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    messages.warning(request, _("Some values were not recognised. Select what each one means."))
    return redirect(
        "assessments:import-match", pending.file_import.review_id, pending.file_import.pk
    )


@for_review(Can.RUN_REVIEW)
def import_check(request: MemberRequest, review: Review, import_id: int) -> HttpResponse:
    pending = PendingImport.of(_waiting(review, import_id))
    if pending.recognition.questions:
        return _to_be_settled(request, pending)
    posted = request.POST if request.method == "POST" else None
    form = CheckForm(posted, rows=pending.rows, **pending.values_form_arguments())
    if form.is_valid() and form.corrected_mapping() != pending.mapping:
        pending.save_mapping(form.corrected_mapping())
        messages.success(
            request, _("The file has been read again with your changes. Check it again.")
        )
        return redirect("assessments:import-check", review.pk, import_id)
    parsed = pending.parse()
    if form.is_valid() and "change" not in request.POST and not parsed.problems:
        return _added(request, pending, parsed)
    context = {
        "review": review,
        "pending": pending,
        "form": form,
        "parsed": parsed,
        "empty_rows": rows_in_words(parsed.empty_rows),
        "summary": ImportSummary.of(pending.sheet, pending.mapping, pending.questionnaire, parsed),
        "problems": parsed.problems[:MOST_PROBLEMS_NAMED],
        "more_problems": max(0, len(parsed.problems) - MOST_PROBLEMS_NAMED),
    }
    return render(request, "assessments/import_check.html", context)


def _added(request: HttpRequest, pending: PendingImport, parsed: ParsedResponses) -> HttpResponse:
    review = pending.file_import.review
    try:
        count = pending.store(parsed)
    except NotNow:
        return _refused(request, review)
    except NoRoom as full:
        messages.error(request, str(full))
        return redirect("assessments:import-check", review.pk, pending.file_import.pk)
    added = ngettext(
        "%(count)s response has been imported.", "%(count)s responses have been imported.", count
    )
    messages.success(request, added % {"count": count})
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def import_undo(request: MemberRequest, review: Review, import_id: int) -> HttpResponse:
    file_import = get_object_or_404(review.imports.defer("content"), pk=import_id)
    if request.method == "POST":
        try:
            undo_import(file_import=file_import)
        except NotNow:
            return _refused(request, review)
        messages.success(request, _("The file and its responses have been deleted."))
        return redirect("assessments:import-new", review.pk)
    context = {"review": review, "file_import": file_import}
    return render(request, "assessments/import_undo.html", context)

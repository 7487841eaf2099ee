"""Setting up and running a review. Individual answers are not available here."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import sent_only
from assessments.models import Review
from assessments.questionnaires.translations import for_reader, lang_attributes, language_name
from assessments.reviews import page, reminders, services
from assessments.reviews.access import for_review
from assessments.reviews.answer_notice import AnswerNotice, describe_confidentiality
from assessments.reviews.checklist import checklist, is_ready
from assessments.reviews.forecast import forecast
from assessments.reviews.forms import CancelForm, DatesForm, ReviewForm, SharingForm
from assessments.reviews.partner_groups.services import groups_in_words
from assessments.reviews.selectors import Turnout
from assessments.reviews.tailoring import newer_definition
from assessments.tokens import active_token
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.models import Partnership

UPDATE_EVERY = 5
"""Seconds after which the page of a closing review loads itself again, without a script."""


@for_partnership(Can.RUN_PARTNERSHIP)
def review_new(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = ReviewForm(request.POST or None, instance=Review(partnership=partnership))
    form.preselect(request.GET.get("questionnaire", ""))
    if form.is_valid():
        review = form.save()
        return redirect("assessments:review", review.pk)
    context = {
        "form": form,
        "partnership": partnership,
        "review": form.instance,
        "foreseen": forecast(form.instance),
    }
    return render(request, "assessments/review_new.html", context)


@for_review(Can.SEE_REVIEW)
def review(request: MemberRequest, review: Review) -> HttpResponse:
    turnout = Turnout.of(review)
    context = {
        "review": review,
        "state_said": page.state_in_words(review),
        "own": page.OwnAnswers.of(review, request.member),
        "no_results": page.why_no_results(review),
        "turnout": turnout,
        "turnout_said": page.turnout_in_words(review, turnout),
        "asked": review.partnership.members.asked().count(),
        "newcomers": review.not_yet_invited() if review.is_open else [],
        "waiting": review.join_requests.count() if review.is_open else 0,
        "overdue": review.is_overdue(timezone.localdate()),
        "meaning": describe_confidentiality(review),
        "tested": review.is_draft and review.invitations.exists(),
        "is_trying_out": review.is_draft
        and review.invitations.filter(member=request.member).exists(),
        "checklist": checklist(review) if review.is_draft else [],
        "partner_groups": groups_in_words(review) if review.is_draft else [],
        "reminders": reminders.scheduled_in_words(review),
        "newer": newer_definition(review),
        "awaited": page.AwaitedResults.of(review),
        "updates": request.GET.get("updates") != "off",
    }
    response = render(request, "assessments/review.html", context)
    if review.is_closing and context["updates"]:
        response["Refresh"] = str(UPDATE_EVERY)
    return response


@for_review(Can.RUN_REVIEW)
def review_edit(request: MemberRequest, review: Review) -> HttpResponse:
    if not review.is_draft:
        messages.error(request, _("Once a review has opened, you can only change its last day."))
        return redirect("assessments:review", review.pk)
    form = ReviewForm(request.POST or None, instance=review)
    if form.is_valid():
        try:
            services.change_draft(review=form.save(commit=False))
        except services.NotNow:
            messages.error(request, _("The review has since opened. No changes were made."))
        else:
            messages.success(request, _("Your changes have been saved."))
        return redirect("assessments:review", review.pk)
    context = {"form": form, "review": review, "foreseen": forecast(review)}
    return render(request, "assessments/review_edit.html", context)


@for_review(Can.RUN_REVIEW)
def review_preview(request: MemberRequest, review: Review) -> HttpResponse:
    """What members will be asked, in any language that the questionnaire has."""
    languages = {one: language_name(one) for one in review.questionnaire.languages}
    review.questionnaire = for_reader(review.questionnaire, request.GET.get("language", ""))
    context = {
        "review": review,
        "sections": review.questionnaire.sections_in_order,
        "languages": languages,
    }
    context["lang_attributes"] = lang_attributes(review.questionnaire)
    return render(request, "assessments/review_preview.html", context)


@for_review(Can.RUN_REVIEW)
@sent_only
def review_try(request: MemberRequest, review: Review) -> HttpResponse:
    """Take the coordinator to their own test response."""
    try:
        token = services.try_out(review=review, member=request.member)
    except services.NotNow:
        messages.error(request, _("Only a draft can be tried out."))
        return redirect("assessments:review", review.pk)
    return redirect("assessments:respond", review.pk, token)


@for_review(Can.RUN_REVIEW)
@sent_only
def review_try_end(request: MemberRequest, review: Review) -> HttpResponse:
    try:
        services.delete_test_responses(review=review)
    except services.NotNow:
        messages.info(
            request, _("The review has opened. Its test responses have already been deleted.")
        )
    else:
        messages.success(request, _("The test responses have been deleted."))
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def review_open(request: MemberRequest, review: Review) -> HttpResponse:
    asked = review.partnership.members.asked().select_related("organisation", "person")
    if request.method == "POST":
        try:
            services.open_review(review=review)
        except services.NotNow:
            messages.error(request, _("Only a draft can be opened."))
        except services.NotReady:
            messages.error(request, _("Something is missing. Fix this, then open the review."))
        else:
            messages.success(
                request, _("The review is open. Everyone who is asked will get an email.")
            )
        return redirect("assessments:review", review.pk)
    context = {
        "review": review,
        "asked": asked,
        "meaning": describe_confidentiality(review),
        "notice": AnswerNotice.about(review, None),
        "ready": is_ready(review),
        "checklist": checklist(review),
        "not_asked": review.organisations_not_asked(),
    }
    return render(request, "assessments/review_open.html", context)


@for_review(Can.RUN_REVIEW)
@sent_only
def review_invite(request: MemberRequest, review: Review) -> HttpResponse:
    try:
        invited = len(services.invite_newcomers(review=review))
    except services.NotNow:
        messages.error(request, _("You can only invite people while the review is open."))
    else:
        sent = ngettext(
            "%(count)s person has been invited.", "%(count)s people have been invited.", invited
        )
        messages.success(request, sent % {"count": invited})
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def review_date(request: MemberRequest, review: Review) -> HttpResponse:
    form = DatesForm(request.POST or None, initial=model_to_dict(review, services.DATES))
    if form.is_valid():
        try:
            services.change_dates(review=review, **form.cleaned_data)
        except services.NotNow:
            messages.error(
                request, _("Answers are no longer accepted, so the last day cannot change.")
            )
        else:
            messages.success(request, _("The dates have been saved."))
        return redirect("assessments:review", review.pk)
    return render(request, "assessments/review_date.html", {"form": form, "review": review})


@for_review(Can.RUN_REVIEW)
def review_share(request: MemberRequest, review: Review) -> HttpResponse:
    """Share the results now, or set the day on which they are shared automatically."""
    later = request.POST if "later" in request.POST else None
    form = SharingForm(later, initial={"shares_on": review.shares_on})
    if request.method != "POST" or (later and not form.is_valid()):
        context = {"review": review, "form": form}
        return render(request, "assessments/review_share.html", context)
    try:
        if later:
            services.schedule_sharing(review=review, **form.cleaned_data)
            if form.cleaned_data["shares_on"]:
                messages.success(request, _("The sharing date has been saved."))
            else:
                messages.success(
                    request, _("The results will not be shared until you share them yourself.")
                )
        else:
            services.share(review=review)
            messages.success(
                request,
                _("The results have been shared. The people they are for will get an email."),
            )
    except services.NotNow:
        messages.error(request, _("Results can only be shared once, after the review has closed."))
    return redirect("assessments:review", review.pk)


@for_review(Can.RUN_REVIEW)
def review_discard(request: MemberRequest, review: Review) -> HttpResponse:
    if not review.is_draft:
        messages.error(request, _("A review that has been opened cannot be discarded."))
        return redirect("assessments:review", review.pk)
    if request.method == "POST":
        try:
            services.discard(review=review)
        except services.NotNow:
            messages.error(request, _("A review that has been opened cannot be discarded."))
            return redirect("assessments:review", review.pk)
        messages.success(request, _("The draft has been discarded."))
        return redirect("partnerships:partnership", review.partnership_id)
    return render(request, "assessments/review_discard.html", {"review": review})


@for_review(Can.RUN_REVIEW)
def review_cancel(request: MemberRequest, review: Review) -> HttpResponse:
    form = CancelForm(request.POST or None)
    if form.is_valid():
        try:
            services.cancel(review=review, **form.cleaned_data)
        except services.NotNow:
            messages.error(request, _("Only an open review can be cancelled."))
        else:
            messages.success(
                request, _("The review has been cancelled. Everyone invited will get an email.")
            )
        return redirect("assessments:review", review.pk)
    context = {"form": form, "review": review, "turnout": Turnout.of(review)}
    return render(request, "assessments/review_cancel.html", context)


@for_review(Can.SEE_REVIEW)
def my_response(request: MemberRequest, review: Review) -> HttpResponse:
    """Take a member who has signed in to their own personal link, while the review is open."""
    invitation = get_object_or_404(
        review.invitations.select_related("review"), member=request.member
    )
    if not review.is_open:
        messages.info(
            request,
            _("The review has closed. Only the link in your email still opens your answers."),
        )
        return redirect("assessments:review", review.pk)
    token = active_token(invitation)
    if token is None:
        messages.info(
            request, _("Your link has been withdrawn. A coordinator can send you another one.")
        )
        return redirect("assessments:review", review.pk)
    return redirect("assessments:respond", review.pk, token)

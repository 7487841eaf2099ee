"""Answering by personal link, without an account and without JavaScript if need be."""

from collections.abc import Mapping
from functools import partial, wraps

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
)
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import View, key_in_address, sent_only
from assessments.models import Invitation, QuestionnaireContent, Review
from assessments.questionnaires.translations import lang_attributes
from assessments.reviews import reminders
from assessments.reviews.answer_notice import comment_help
from assessments.reviews.selectors import answer_notice_for
from assessments.reviews.services import NotNow
from evidence.bank import bank

from . import services as answering
from .access import with_link, with_link_state
from .forms import SectionForm
from .language import activate_for, choose
from .read_model import OwnResponse, Page, counts_already
from .unsent import words_for
from .upsert import opened_review

LATER = "Parallax-Later"
"""The header that names the fields in whose place a later answer stands."""


def _to(
    name: str,
    invitation: Invitation,
    token: str,
    *args: str,
    query: Mapping[str, str | list[str]] | None = None,
    fragment: str | None = None,
) -> HttpResponseRedirect:
    """To a page behind this link, with what comes after its path."""
    where = [invitation.review_id, token, *args]
    return HttpResponseRedirect(
        reverse(f"assessments:{name}", args=where, query=query, fragment=fragment)
    )


def _page(own: OwnResponse, code: str) -> Page:
    page = own.page(code)
    if page is None:
        raise Http404
    return page


def _show(
    request: HttpRequest,
    name: str,
    invitation: Invitation,
    own: OwnResponse,
    token: str,
    **more: object,
) -> HttpResponse:
    context = {
        "review": invitation.review,
        "member": invitation.member,
        "own": own,
        "token": token,
        "notice": answer_notice_for(invitation),
        "on_paper": counts_already(own, invitation),
        "lang_attributes": lang_attributes(invitation.review.questionnaire),
        "now": own.now,
        "start": reverse("assessments:respond", args=[invitation.review_id, token]),
        **more,
    }
    return render(request, f"assessments/{name}.html", context)


def _ending(review: Review) -> str:
    """How a review has ended, if it has."""
    if review.is_cancelled:
        return "cancelled"
    return "" if review.takes_answers else "closed"


@with_link
def respond(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    own, review = OwnResponse.for_link(invitation, token), invitation.review
    shared = review.is_shared and review.is_shared_with(invitation.member.role)
    if how := _ending(review):
        more = {"shared": shared, "unsent": words_for(review.questionnaire.content)}
        more["too_late"] = "too-late" in request.GET
        return with_link_state(
            _show(request, f"respond_{how}", invitation, own, token, **more), how
        )
    taken_back = "taken-back" in request.GET
    page = _show(request, "respond", invitation, own, token, taken_back=taken_back)
    return with_link_state(page, "open")


@with_link
def respond_section(
    request: HttpRequest, invitation: Invitation, token: str, code: str
) -> HttpResponse:
    """Look at a page, or send it. One with mistakes is shown again with what was given."""
    if request.method == "POST":
        if went_on := _sent(request, invitation, token, code):
            return went_on
        activate_for(request, invitation, token)
    own = OwnResponse.for_link(invitation, token)
    page = _page(own, code)
    if not invitation.review.takes_answers:
        return _to("respond", invitation, token)
    comments = comment_help(invitation.review)
    form = SectionForm(page, request.POST or None, comment_help=comments)
    return _show(
        request,
        "respond_section",
        invitation,
        own,
        token,
        page=page,
        form=form,
        back=_back(request, form),
        stood=[form[name] for name in request.GET.getlist("stood") if name in form.fields],
        language_form="answers",
        consideration=bank().consideration(code),
    )


def _sent(
    request: HttpRequest, invitation: Invitation, token: str, code: str
) -> HttpResponse | None:
    """Save a page without first reading what is stored; None if it has mistakes."""
    page = _page(OwnResponse.empty(invitation.review.questionnaire.content), code)
    form = SectionForm(page, request.POST)
    if not form.is_valid():
        return None
    stood = _saved(form, invitation, token)
    if stood is None:
        return _to("respond", invitation, token, query={"too-late": "1"})
    here = partial(_to, "respond-section", invitation, token, code)
    back = _back(request, form)
    if "language" in request.POST:
        return choose(request, invitation, token, to=here(query=back).url)
    if stood:
        return here(query=back | {"stood": stood})
    if (name := request.POST.get("clear")) in form.fields:
        return here(query=back, fragment=f"{form[name].auto_id}_group")
    if back:
        return _to("respond-check", invitation, token, fragment=page.anchor(back["back"]))
    onward = ("back" in request.POST and page.previous) or page.next
    if onward and "finish" not in request.POST:
        return _to("respond-section", invitation, token, onward.section.consideration)
    return _to("respond-check", invitation, token)


def _back(request: HttpRequest, form: SectionForm) -> dict[str, str]:
    """The field that someone came from the check page to change, if they did."""
    name = request.GET.get("back", "")
    return {"back": name} if name in form.fields else {}


def _at_once(view: View) -> View:
    """Save an answer without asking first whose link it is: the database looks while it saves.

    Whatever is not as usual goes the way of every link: a draft, one voice each, a first answer,
    a mistake, a link that opens nothing.
    """

    @key_in_address
    @wraps(view)
    def answered(request: HttpRequest, review_id: str, token: str, code: str) -> HttpResponse:
        if request.method == "POST":
            stood = _saved_at_once(review_id, token, code, request.POST)
            if stood is not None:
                return _kept(stood)
        return view(request, review_id, token, code=code)

    return answered


def _saved_at_once(review_id: str, token: str, code: str, data: QueryDict) -> list[str] | None:
    try:
        review = opened_review(review_id)
        form = _answer_form(review.questionnaire, code, data)
    except (Review.DoesNotExist, Http404):
        return None
    if not form.is_valid():
        return None
    stood = answering.save_at_once(review=review, token=token, given=form.given())
    return None if stood is None else form.names(stood)


def _kept(stood: list[str]) -> HttpResponse:
    """Saved, but for the fields in whose place a later answer stands: they are named."""
    return HttpResponse(status=204, headers={LATER: " ".join(stood)} if stood else None)


def _answer_form(asked: QuestionnaireContent, code: str, data: QueryDict) -> SectionForm:
    return SectionForm(_page(OwnResponse.empty(asked), code), data, only=data)


@_at_once
@with_link
@sent_only
def respond_answer(
    request: HttpRequest, invitation: Invitation, token: str, code: str
) -> HttpResponse:
    """Save what has just been given: 204 and nothing else says that it is.

    422 names what is no answer, and why; 409 comes with how the review has ended, if it has.
    """
    form = _answer_form(invitation.review.questionnaire.content, code, request.POST)
    if not form.is_valid():
        activate_for(request, invitation, token)
        return JsonResponse({"refused": form.refused}, status=422)
    stood = _saved(form, invitation, token)
    if stood is None:
        return with_link_state(HttpResponse(status=409), _ending(invitation.review) or "open")
    return _kept(stood)


def _saved(form: SectionForm, invitation: Invitation, token: str) -> list[str] | None:
    """The fields in whose place a later answer stands; None once the review has closed."""
    try:
        stood = answering.save_answers(invitation=invitation, token=token, given=form.given())
    except NotNow:
        return None
    return form.names(stood)


@with_link
@sent_only
def respond_language(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    return choose(request, invitation, token)


@with_link
def respond_check(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if not invitation.review.takes_answers:
        return _to("respond", invitation, token)
    own = OwnResponse.for_link(invitation, token)
    return _show(request, "respond_check", invitation, own, token)


@with_link
@sent_only
def respond_submit(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Submit, unless nothing has been given: a thank-you over nothing would be a lie."""
    if OwnResponse.for_link(invitation, token).is_empty:
        return _to("respond-check", invitation, token)
    try:
        answering.submit(invitation=invitation, token=token)
    except NotNow:
        return _to("respond", invitation, token)
    return _to("respond-thanks", invitation, token)


@with_link
@sent_only
def respond_take_back(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    try:
        answering.take_back(invitation=invitation, token=token)
    except NotNow:
        return _to("respond", invitation, token)
    return _to("respond", invitation, token, query={"taken-back": "1"})


@with_link
def respond_thanks(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    own = OwnResponse.for_link(invitation, token)
    if not own.submitted:
        return _to("respond", invitation, token)
    return _show(request, "respond_thanks", invitation, own, token)


@with_link
def respond_reminders(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Stop reminders about this review, by the link in any of them."""
    if request.method == "POST":
        reminders.stop_reminders(review=invitation.review, invitation_id=invitation.pk)
        return redirect("assessments:respond-reminders", invitation.review_id, token)
    context = {"review": invitation.review, "invitation": invitation, "token": token}
    return render(request, "assessments/respond_reminders.html", context)

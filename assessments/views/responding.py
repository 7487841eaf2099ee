"""Answering by personal link, without an account and without JavaScript if need be."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from evidence.bank import bank

from .. import services
from ..access import with_link, with_link_to_save
from ..models import Invitation, Review
from ..responding import OwnResponse, Page, SectionForm
from ..selectors import told


def _to(name: str, invitation: Invitation, token: str, *args: str) -> HttpResponseRedirect:
    return redirect(f"assessments:{name}", invitation.review_id, token, *args)


def _page(own: OwnResponse, code: str) -> Page:
    page = own.page(code)
    if page is None:
        raise Http404
    return page


def _show(
    request: HttpRequest, name: str, invitation: Invitation, own: OwnResponse, token: str, **more
) -> HttpResponse:
    links = {
        link: reverse(f"assessments:respond-{link}", args=[invitation.review_id, token])
        for link in ("check", "submit", "thanks")
    }
    start = reverse("assessments:respond", args=[invitation.review_id, token])
    context = {"review": invitation.review, "member": invitation.member, "own": own}
    context["told"] = told(invitation)
    context |= {"token": token, "links": links | {"start": start}} | more
    return render(request, f"assessments/{name}.html", context)


def _start(review: Review) -> str:
    """The page that a personal link opens first."""
    if review.is_cancelled:
        return "respond_cancelled"
    return "respond" if review.is_open else "respond_closed"


@with_link
def respond(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    own = OwnResponse.behind(invitation, token)
    return _show(request, _start(invitation.review), invitation, own, token)


@with_link
def respond_section(
    request: HttpRequest, invitation: Invitation, token: str, code: str
) -> HttpResponse:
    own = OwnResponse.behind(invitation, token)
    page = _page(own, code)
    if not invitation.review.is_open:
        return _to("respond", invitation, token)
    form = SectionForm(page.section, own, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            _save(form, invitation, token)
        except services.NotNow:
            return _to("respond", invitation, token)
        if page.next and "finish" not in request.POST:
            return _to("respond-section", invitation, token, page.next.section.consideration)
        return _to("respond-check", invitation, token)
    consideration = bank().consideration(code)
    return _show(
        request,
        "respond_section",
        invitation,
        own,
        token,
        page=page,
        form=form,
        consideration=consideration,
    )


@with_link_to_save
@require_POST
def respond_answer(
    request: HttpRequest, invitation: Invitation, token: str, code: str
) -> HttpResponse:
    """Save what has just been given: 204; 409 once the review has closed; 422 if no answer."""
    own = OwnResponse.unread(invitation.review)
    form = SectionForm(_page(own, code).section, own, request.POST, only=request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        _save(form, invitation, token)
    except services.NotNow:
        return HttpResponse(status=409)
    return HttpResponse(status=204)


def _save(form: SectionForm, invitation: Invitation, token: str) -> None:
    services.save_answers(
        invitation=invitation,
        token=token,
        answers=form.answers(),
        section_answers=form.section_answers(),
        section_fields=form.section_fields,
    )


@with_link
def respond_check(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    if not invitation.review.is_open:
        return _to("respond", invitation, token)
    own = OwnResponse.behind(invitation, token)
    return _show(request, "respond_check", invitation, own, token)


@with_link
@require_POST
def respond_submit(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Submit, unless nothing has been answered: a thank-you over nothing would be a lie."""
    own = OwnResponse.behind(invitation, token)
    if not own.answered:
        return _to("respond-check", invitation, token)
    try:
        services.submit(invitation=invitation, token=token)
    except services.NotNow:
        return _to("respond", invitation, token)
    return _to("respond-thanks", invitation, token)


@with_link
def respond_thanks(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    own = OwnResponse.behind(invitation, token)
    if not own.submitted:
        return _to("respond", invitation, token)
    return _show(request, "respond_thanks", invitation, own, token)

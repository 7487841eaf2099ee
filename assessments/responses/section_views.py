"""The pages of a questionnaire: showing one, saving a single answer, and sending the whole page."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial, wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict

from accounts.access import View, key_in_address, sent_only
from assessments.models import Invitation, QuestionnaireContent, Review
from assessments.reviews.services import NotNow
from evidence.bank import bank

from . import services as answering
from .access import with_link, with_link_state
from .comments import comment_help
from .forms import SectionForm
from .language import activate_for, choose
from .pages import ending_of, lead_to, page_of, show
from .read_model import OwnResponse
from .upsert import OpenedReview, opened_review

LATER = "Parallax-Later"
"""The header that lists the fields where a later answer was kept."""


Send = Callable[[HttpRequest, OpenedReview, str, str], HttpResponse | None]


def _at_once(send: Send) -> Callable[[View], View]:
    """Save without first looking up the link: the statement that saves checks it.

    The view itself deals with everything else: a draft, one voice each, a first answer, an error,
    a change of language, or a link that does not work.
    """

    def with_send(view: View) -> View:
        @key_in_address
        @wraps(view)
        def answered(request: HttpRequest, review_id: str, token: str, code: str) -> HttpResponse:
            if request.method == "POST":
                with suppress(Review.DoesNotExist, Http404):
                    if sent := send(request, opened_review(review_id), token, code):
                        return sent
            return view(request, review_id, token, code=code)

        return answered

    return with_send


def _saved_at_once(form: SectionForm, review: OpenedReview, token: str) -> list[str] | None:
    if not form.is_valid():
        return None
    stood = answering.save_at_once(review=review, token=token, given=form.given())
    return None if stood is None else form.names(stood)


def _saved(form: SectionForm, invitation: Invitation, token: str) -> list[str] | None:
    """The fields where a later answer was kept; None once the review has closed."""
    try:
        stood = answering.save_answers(invitation=invitation, token=token, given=form.given())
    except NotNow:
        return None
    return form.names(stood)


def _page_form(asked: QuestionnaireContent, code: str, data: QueryDict) -> SectionForm:
    """The form of a page as sent, without reading the answers stored so far."""
    return SectionForm(page_of(OwnResponse.empty(asked), code), data)


def _page_at_once(
    request: HttpRequest, review: OpenedReview, token: str, code: str
) -> HttpResponse | None:
    if "language" in request.POST:
        return None
    form = _page_form(review.questionnaire, code, request.POST)
    stood = _saved_at_once(form, review, token)
    return None if stood is None else _onward(request, review.pk, token, form, stood)


@_at_once(_page_at_once)
@with_link
def respond_section(
    request: HttpRequest, invitation: Invitation, token: str, code: str
) -> HttpResponse:
    """Show a page, or save it. A page with errors is shown again with what was entered."""
    if request.method == "POST":
        if went_on := _sent(request, invitation, token, code):
            return went_on
        activate_for(request, invitation, token)
    own = OwnResponse.for_link(invitation, token)
    page = page_of(own, code)
    if not invitation.review.takes_answers:
        return lead_to("respond", invitation.review_id, token)
    comments = comment_help(invitation.review)
    form = SectionForm(page, request.POST or None, comment_help=comments)
    return show(
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
    """Save a page and say where it leads; None if it has errors."""
    form = _page_form(invitation.review.questionnaire.content, code, request.POST)
    if not form.is_valid():
        return None
    stood = _saved(form, invitation, token)
    if stood is None:
        return lead_to("respond", invitation.review_id, token, query={"too-late": "1"})
    if "language" in request.POST:
        here = lead_to(
            "respond-section", invitation.review_id, token, code, query=_back(request, form)
        )
        return choose(request, invitation, token, to=here.url)
    return _onward(request, invitation.review_id, token, form, stood)


def _onward(
    request: HttpRequest, review_id: str, token: str, form: SectionForm, stood: list[str]
) -> HttpResponse:
    """Where a saved page leads: onwards, or back to it if there is something to see."""
    page = form.page
    here = partial(lead_to, "respond-section", review_id, token, page.section.consideration)
    back = _back(request, form)
    if stood:
        return here(query=back | {"stood": stood})
    if (name := request.POST.get("clear")) in form.fields:
        return here(query=back, fragment=f"{form[name].auto_id}_group")
    if back:
        return lead_to("respond-check", review_id, token, fragment=page.anchor(back["back"]))
    onward = ("back" in request.POST and page.previous) or page.next
    if onward and "finish" not in request.POST:
        return lead_to("respond-section", review_id, token, onward.section.consideration)
    return lead_to("respond-check", review_id, token)


def _back(request: HttpRequest, form: SectionForm) -> dict[str, str]:
    """The field that someone came from the check page to change, if they did."""
    name = request.GET.get("back", "")
    return {"back": name} if name in form.fields else {}


def _kept(stood: list[str]) -> HttpResponse:
    """The reply once saved, listing the fields where a later answer was kept."""
    return HttpResponse(status=204, headers={LATER: " ".join(stood)} if stood else None)


def _answer_form(asked: QuestionnaireContent, code: str, data: QueryDict) -> SectionForm:
    return SectionForm(page_of(OwnResponse.empty(asked), code), data, only=data)


def _answer_at_once(
    request: HttpRequest, review: OpenedReview, token: str, code: str
) -> HttpResponse | None:
    form = _answer_form(review.questionnaire, code, request.POST)
    stood = _saved_at_once(form, review, token)
    return None if stood is None else _kept(stood)


@_at_once(_answer_at_once)
@with_link
@sent_only
def respond_answer(
    request: HttpRequest, invitation: Invitation, token: str, code: str
) -> HttpResponse:
    """Save one answer. Only a 204 means that it has been saved.

    422 names what is no answer, and why; 409 comes with how the review has ended, if it has.
    """
    form = _answer_form(invitation.review.questionnaire.content, code, request.POST)
    if not form.is_valid():
        activate_for(request, invitation, token)
        return JsonResponse({"refused": form.refused}, status=422)
    stood = _saved(form, invitation, token)
    if stood is None:
        return with_link_state(HttpResponse(status=409), ending_of(invitation.review) or "open")
    return _kept(stood)

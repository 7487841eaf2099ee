"""The join link: for people at the meeting, and for the coordinator who shows it."""

from io import BytesIO

import segno
from allauth.core.ratelimit import consume_or_429
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import sent_only
from assessments.invitations import joining
from assessments.invitations.access import with_join_link
from assessments.invitations.join_forms import JoinForm, JoinLinkForm
from assessments.models import JoinLink, Review
from assessments.reviews.access import for_review
from assessments.reviews.answer_notice import AnswerNotice
from assessments.reviews.services import NotNow
from partnerships.access import Can, MemberRequest
from partnerships.refusals import Refused

CLOSED = gettext_lazy("The review is not open, so no one can join it.")


@with_join_link
def join(request: HttpRequest, link: JoinLink) -> HttpResponse:
    """Enter one's details. The next page is the same whether or not the address is known."""
    form = JoinForm(request.POST or None, review=link.review)
    if form.is_valid():
        asking = form.save(commit=False)
        as_found = asking.email.upper()  # “ſ” finds an S, and must not be counted apart from it
        too_often: HttpResponse | None = consume_or_429(request, action="join", key=as_found)
        if too_often:
            return too_often
        try:
            joining.ask_to_join(link=link, request=asking)
        except joining.TooManyWaiting:
            form.add_error(
                None, _("Too many people are waiting for approval. Tell the coordinator.")
            )
        except Refused as refused:
            form.add_error("organisation", str(refused))
        except NotNow:
            return redirect("assessments:join", link.key)
        else:
            return redirect("assessments:join-asked", link.key)
    context = {"review": link.review, "form": form, "notice": AnswerNotice.about(link.review, None)}
    return render(request, "assessments/join.html", context)


@with_join_link
def join_asked(request: HttpRequest, link: JoinLink) -> HttpResponse:
    context = {"review": link.review, "key": link.key}
    return render(request, "assessments/join_asked.html", context)


@for_review(Can.RUN_REVIEW)
def review_join(request: MemberRequest, review: Review) -> HttpResponse:
    """Switch the join link on, say who needs no approval, and approve people who are waiting."""
    link = JoinLink.objects.filter(review=review).first() or JoinLink(review=review)
    form = JoinLinkForm(request.POST or None, initial={"domains": "\n".join(link.domains)})
    if form.is_valid():
        try:
            joining.open_join_link(review=review, domains=form.cleaned_data["domains"])
        except NotNow:
            messages.error(request, CLOSED)
        else:
            messages.success(
                request,
                _("Your changes have been saved.")
                if link.is_on
                else _("The join link has been switched on."),
            )
        return redirect("assessments:review-join", review.pk)
    context = {"review": review, "form": form, "link": link, "url": _url(link)}
    context["waiting"] = review.join_requests.select_related("organisation")
    return render(request, "assessments/review_join.html", context)


def _url(link: JoinLink) -> str:
    return f"{settings.SITE_URL}{reverse('assessments:join', args=[link.key])}"


@for_review(Can.RUN_REVIEW)
@sent_only
def review_join_off(request: MemberRequest, review: Review) -> HttpResponse:
    joining.close_join_link(review=review)
    messages.success(
        request,
        _("The join link has been switched off. You can still approve people who are waiting."),
    )
    return redirect("assessments:review-join", review.pk)


@for_review(Can.RUN_REVIEW)
@sent_only
def review_join_renew(request: MemberRequest, review: Review) -> HttpResponse:
    try:
        joining.renew_join_link(review=review)
    except NotNow:
        messages.error(request, CLOSED)
    else:
        messages.success(request, _("A new join link has been made. The old one no longer works."))
    return redirect("assessments:review-join", review.pk)


@for_review(Can.RUN_REVIEW)
def review_join_wall(request: MemberRequest, review: Review) -> HttpResponse:
    """The code in large, to be projected or printed."""
    link = JoinLink.objects.filter(review=review, is_on=True).first()
    if link is None or not review.is_open:
        return redirect("assessments:review-join", review.pk)
    context = {"review": review, "url": _url(link)}
    return render(request, "assessments/review_join_wall.html", context)


@for_review(Can.RUN_REVIEW)
def review_join_code(request: MemberRequest, review: Review) -> HttpResponse:
    """The QR code of the join link, as a drawing."""
    link = get_object_or_404(JoinLink, review=review)
    drawing = BytesIO()
    code = segno.make(_url(link), error="m", micro=False)
    code.save(drawing, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False)
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


@for_review(Can.RUN_REVIEW)
@sent_only
def join_request_settle(request: MemberRequest, review: Review, request_id: int) -> HttpResponse:
    """Approve or reject a person who is waiting."""
    asking = get_object_or_404(review.join_requests.select_related("organisation"), pk=request_id)
    asking.review = review
    if request.POST.get("settle") == "turn-away":
        joining.reject_request(request=asking)
        messages.success(
            request,
            _("%(name)s will get an email to say that they have not been added.")
            % {"name": asking},
        )
        return redirect("assessments:review-join", review.pk)
    try:
        joining.approve_request(request=asking)
    except NotNow:
        messages.error(request, CLOSED)
    else:
        messages.success(
            request, _("%(name)s has been approved and sent a link.") % {"name": asking}
        )
    return redirect("assessments:review-join", review.pk)

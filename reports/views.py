"""Serves a review's report, and its questionnaire on paper."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.models import Review
from assessments.questionnaires.translations import for_reader
from assessments.reviews.access import for_review
from localisation.request import nearest
from partnerships.access import Can, MemberRequest

from .build import build_report
from .paper import file_name, write_paper
from .writers import WRITERS


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def report(request: MemberRequest, review: Review) -> HttpResponse:
    """The report as a PDF to keep, print or hand out."""
    outline = build_report(review)
    return _pdf(WRITERS["pdf"](outline), f"{outline.file_stem}.pdf")


@for_review(Can.RUN_REVIEW)
@require_safe
@never_cache
def paper(request: MemberRequest, review: Review) -> HttpResponse:
    """The questionnaire to print, for people who would rather answer on paper."""
    wanted = request.GET.get("language", "")
    review.questionnaire = for_reader(review.questionnaire, wanted)
    interface = nearest(dict(settings.LANGUAGES), wanted) or get_language()
    with override(interface):
        return _pdf(write_paper(review), file_name(review))


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

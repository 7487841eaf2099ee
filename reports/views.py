"""Hands out the report of a review. What is in it is `outline`'s, how it looks is the writer's."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import for_review
from assessments.models import Review
from partnerships.access import Can

from .build import build_report
from .writers import WRITERS


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def report(request: HttpRequest, review: Review) -> HttpResponse:
    """The report as a PDF to keep, to print and to hand out."""
    outline = build_report(review)
    return HttpResponse(
        WRITERS["pdf"](outline),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{outline.file_stem}.pdf"'},
    )

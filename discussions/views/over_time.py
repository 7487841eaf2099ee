"""Every round of a partnership, for people who may see its results."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.models import Review
from assessments.reviews.access import for_review
from discussions.over_time import load_over_time
from insights.export.files import as_download, table_file
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.models import Partnership


@for_partnership(Can.SEE_PARTNERSHIP)
@require_safe
def over_time(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    context = {"partnership": partnership, "over_time": load_over_time(request.member)}
    return render(request, "discussions/over_time.html", context)


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def over_time_table(request: MemberRequest, review: Review, trend: str, kind: str) -> HttpResponse:
    """A table of that page as a file, for readers of one of its rounds."""
    found = load_over_time(request.member).table(trend)
    if found is None or not (content := table_file(found, kind)):
        raise Http404
    return as_download(content, kind, review.partnership.name, found.id)

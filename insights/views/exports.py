"""What is published about a review, as files to keep. Whoever may see the results gets them."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import for_review
from assessments.models import Review
from partnerships.access import Can

from .. import everything
from ..files import as_download, to_csv, to_xlsx
from ..results import Results, load_results


def _to_json(results: Results) -> bytes:
    return json.dumps(everything.as_data(results), ensure_ascii=False, indent=1).encode()


WHOLE = {
    "csv": lambda results: to_csv(everything.one_table(results)),
    "xlsx": lambda results: to_xlsx(everything.sheets(results)),
    "json": _to_json,
}


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def results_export(request: HttpRequest, review: Review, kind: str) -> HttpResponse:
    """Everything that is published about the review."""
    if kind not in WHOLE:
        raise Http404
    content = WHOLE[kind](load_results(review))
    return as_download(content, kind, review.partnership.name, review.title, _("results"))

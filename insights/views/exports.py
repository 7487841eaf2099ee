"""What is published about a review, as files to download. They are for anyone who may see the
results. A table is exported as its page shows it, with the comparison in the address."""

import json

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.models import Review
from assessments.reviews.access import for_review
from insights import charts
from insights.export import sheets
from insights.export.dataset import to_json_data
from insights.export.files import as_download, table_file, to_csv, to_xlsx
from insights.pages.overview import load_overview
from insights.results.comparison import Comparison
from insights.results.load import Results, load_results
from insights.tables import statements
from insights.tables.base import ResultsTable
from partnerships.access import Can, MemberRequest


def _to_json(results: Results) -> bytes:
    return json.dumps(to_json_data(results), ensure_ascii=False, indent=1).encode()


DATASET_WRITERS = {
    "csv": lambda results: to_csv(sheets.to_single_table(results)),
    "xlsx": lambda results: to_xlsx(sheets.to_sheets(results)),
    "json": _to_json,
}


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def results_export(request: MemberRequest, review: Review, kind: str) -> HttpResponse:
    """Everything that is published about the review."""
    if kind not in DATASET_WRITERS:
        raise Http404
    content = DATASET_WRITERS[kind](load_results(review))
    return as_download(content, kind, review.partnership.name, review.title, _("results"))


def _table_download(
    review: Review, table: ResultsTable | None, kind: str, *about: str
) -> HttpResponse:
    if table is None or not (content := table_file(table, kind)):
        raise Http404
    return as_download(content, kind, review.partnership.name, review.title, *about, table.id)


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def results_table(request: MemberRequest, review: Review, table: str, kind: str) -> HttpResponse:
    """A table of the overview, with the comparison in the address."""
    return _table_download(review, load_overview(review, request.GET).table(table), kind)


@for_review(Can.SEE_RESULTS)
@require_safe
@never_cache
def consideration_table(
    request: MemberRequest, review: Review, code: str, about: str, kind: str
) -> HttpResponse:
    """A table about one consideration, with the comparison in the address."""
    results = load_results(review)
    comparison = Comparison.from_query(request.GET, results)
    shown = comparison.visible_results(results)
    try:
        result = shown.consideration(code)
    except KeyError:
        raise Http404 from None
    found = {
        "statements": charts.statements_chart(result, results.scale).table,
        "groups": statements.groups_table(result, shown, comparison.by),
    }
    spread = charts.spread_charts(result, comparison, results)
    found |= {one.id: one.table for one in spread}
    return _table_download(review, found.get(about), kind, code)

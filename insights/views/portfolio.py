"""Several partnerships side by side, and whether one takes part in the comparison."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, signed_in
from insights import services
from insights.charts.small_multiples import partnership_charts
from insights.export.files import as_download, table_file
from insights.models import BenchmarkOptIn
from insights.results.benchmark import (
    MIN_ORGANISATIONS,
    MIN_PARTNERSHIPS,
    MIN_PEOPLE,
    ROUNDING_STEP,
)
from insights.results.portfolio import partnership_results
from insights.tables.portfolio import all_partnerships_table, widest_difference_sentence
from partnerships.access import Can, MemberRequest, for_partnership, require_second_factor
from partnerships.models import Member, Partnership


def _memberships(request: PersonRequest) -> list[Member]:
    """The memberships of the signed-in person, who may need a second factor for one of them."""
    memberships = list(request.user.memberships.select_related("partnership", "person"))
    for member in memberships:
        require_second_factor(request, member)
    return memberships


@signed_in
def portfolio(request: PersonRequest) -> HttpResponse:
    memberships = _memberships(request)
    found = partnership_results(memberships)
    context = {
        "results": found,
        "sentence": widest_difference_sentence(found),
        "table": all_partnerships_table(found) if len(found) > 1 else None,
        "charts": partnership_charts(found),
        "compares": settings.COMPARE_PARTNERSHIPS,
        "running": [member for member in memberships if member.is_coordinator],
    }
    return render(request, "insights/portfolio.html", context)


@signed_in
@require_safe
@never_cache
def portfolio_table(request: PersonRequest, table: str, kind: str) -> HttpResponse:
    """A table of the page as a file."""
    found = partnership_results(_memberships(request))
    tables = [
        all_partnerships_table(found),
        *(chart.table for _result, chart in partnership_charts(found)),
    ]
    wanted = next((one for one in tables if one.id == table), None)
    if wanted is None or not (content := table_file(wanted, kind)):
        raise Http404
    return as_download(content, kind, _("partnerships side by side"), table)


@for_partnership(Can.RUN_PARTNERSHIP)
def benchmark_opt_in(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    """Choose whether the partnership takes part. Only if the host has switched this on."""
    if not settings.COMPARE_PARTNERSHIPS:
        raise Http404
    if request.method == "POST":
        if request.POST.get("takes_part") == "yes":
            services.join_benchmark(partnership=partnership)
            messages.success(request, _("Your partnership is now taking part."))
        else:
            services.leave_benchmark(partnership=partnership)
            messages.success(request, _("Your partnership is no longer taking part."))
        return redirect("insights:portfolio")
    context = {
        "partnership": partnership,
        "takes_part": BenchmarkOptIn.objects.filter(partnership=partnership).exists(),
        "fewest": MIN_PARTNERSHIPS,
        "people": MIN_PEOPLE,
        "organisations": MIN_ORGANISATIONS,
        "steps": round(1 / ROUNDING_STEP),
    }
    return render(request, "insights/benchmark_opt_in.html", context)

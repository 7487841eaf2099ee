"""Who did what in a partnership, to read or download."""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from insights.export.files import as_download, to_csv, to_xlsx
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.models import Partnership
from privacy.audit_log import as_data, as_table, lines
from privacy.forms import AuditLogForm

AT_A_TIME = 50
KINDS = ("csv", "xlsx", "json")


@for_partnership(Can.RUN_PARTNERSHIP)
def audit_log(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = AuditLogForm(partnership, request.GET)
    page = Paginator(form.entries(), AT_A_TIME).get_page(request.GET.get("page"))
    context = {
        "partnership": partnership,
        "form": form,
        "page": page,
        "lines": lines(partnership, page.object_list),
        "kinds": KINDS,
        "query": request.GET.urlencode(),
    }
    return render(request, "privacy/audit_log.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def audit_log_export(request: MemberRequest, partnership: Partnership, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    found = lines(partnership, AuditLogForm(partnership, request.GET).entries())
    if kind == "json":
        content = json.dumps(as_data(partnership, found), ensure_ascii=False, indent=2).encode()
    else:
        table = as_table(found)
        content = to_csv(table) if kind == "csv" else to_xlsx([table])
    return as_download(content, kind, partnership.name, _("audit log"))

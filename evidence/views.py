"""The evidence, for anyone to read. Knows nothing of partnerships or answers."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from .bank import bank


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "evidence/index.html", {"considerations": bank().considerations})


@login_not_required
def consideration(request: HttpRequest, code: str) -> HttpResponse:
    evidence = bank()
    try:
        chosen = evidence.consideration(code)
    except KeyError as unknown:
        raise Http404 from unknown
    place = evidence.considerations.index(chosen)
    context = {
        "consideration": chosen,
        "findings": [(one, evidence.sources[one.source]) for one in chosen.findings],
        "sources": evidence.sources_of(chosen),
        "previous": evidence.considerations[place - 1] if place else None,
        "next": next(iter(evidence.considerations[place + 1 :]), None),
        "count": len(evidence.considerations),
    }
    return render(request, "evidence/consideration.html", context)


for view in (index, consideration):
    vars(view)["access"] = "public"  # as partnerships.access says of its own

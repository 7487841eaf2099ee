"""Members added from a spreadsheet: read, checked, and only then added."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.forms.members import TellForm
from partnerships.forms.roster import RosterForm
from partnerships.members.services import add_roster, roster_of
from partnerships.models import Partnership
from partnerships.refusals import Refused
from partnerships.roster.export import EXAMPLE, as_rows, in_words
from partnerships.roster.parse import Roster
from spreadsheets.csv_writer import csv_file, csv_text


@for_partnership(Can.RUN_PARTNERSHIP)
def members_import(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = RosterForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _ask(request, partnership, form)
    sheet = form.cleaned_data["sheet"]
    confirmed = request.POST.get("step") == "confirm"
    if confirmed:
        tell_form = TellForm(request.POST)
        tell_form.is_valid()
        try:
            roster = add_roster(partnership=partnership, sheet=sheet, **tell_form.cleaned_data)
        except Refused as refused:
            tell_form.add_error("tell", str(refused))
            return _preview(request, partnership, roster_of(partnership, sheet), tell_form)
    else:
        roster = roster_of(partnership, sheet)
    if roster.problems:
        form.add_error(None, _nobody_added(len(roster.problems)))
        return _ask(request, partnership, form, roster)
    if not confirmed:
        return _preview(request, partnership, roster, TellForm())
    count = len(roster.entries)
    added = ngettext(
        "%(count)s member has been added.", "%(count)s members have been added.", count
    )
    messages.success(request, added % {"count": count})
    return redirect("partnerships:partnership", partnership.pk)


def _nobody_added(problems: int) -> str:
    return ngettext(
        "No one has been added. Correct what is listed below, then try again.",
        "No one has been added. Correct the %(count)s things listed below, then try again.",
        problems,
    ) % {"count": problems}


def _ask(
    request: MemberRequest, partnership: Partnership, form: RosterForm, roster: Roster | None = None
) -> HttpResponse:
    context = {"partnership": partnership, "form": form, "problems": roster and roster.problems}
    return render(request, "partnerships/members_import.html", context)


def _preview(
    request: MemberRequest, partnership: Partnership, roster: Roster, tell_form: TellForm
) -> HttpResponse:
    members = roster.entries
    known = {one.name.casefold() for one in partnership.organisations.taking_part()}
    rows = [
        in_words(member)
        | {"new": bool(member.organisation) and member.organisation.casefold() not in known}
        for member in members
    ]
    context = {
        "partnership": partnership,
        "rows": rows,
        "new_organisations": sorted(
            {(row["organisation"], row["sector"]) for row in rows if row["new"]}
        ),
        "ignored": roster.ignored,
        "form": tell_form,
        "content": f"sep=,\n{csv_text(as_rows(members))}",
    }
    return render(request, "partnerships/members_preview.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def members_example(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    return HttpResponse(
        csv_file(as_rows(EXAMPLE)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_("members")}.csv"'},
    )

"""The order of the pieces of a partnership's own questionnaire, and what stands under what."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.access import sent_only
from assessments.models import OwnQuestionnaire
from assessments.questionnaires import editing
from assessments.questionnaires.editing import Gone, Piece
from assessments.questionnaires.forms.items import PlaceForm
from assessments.questionnaires.services import edit
from assessments.questionnaires.versions import own_definition
from evidence.bank import Code
from partnerships.access import MemberRequest
from partnerships.refusals import Refused

from .items import back, of_own, piece_page


@of_own
@sent_only
def section_move(request: MemberRequest, own: OwnQuestionnaire, code: str) -> HttpResponse:
    _move(request, own, editing.move_section, code)
    return back(own, f"section-{code}")


@of_own
@sent_only
def statement_move(request: MemberRequest, own: OwnQuestionnaire, statement: str) -> HttpResponse:
    """Up or down where it stands, or to another consideration if one is named."""
    return _move_statement(request, own, statement, request.POST.get("to", ""))


@of_own
def statement_place(request: MemberRequest, own: OwnQuestionnaire, statement: str) -> HttpResponse:
    """Choose another consideration for a statement."""
    found = editing.find_statement(own.content, statement)
    form = PlaceForm(own_definition(own), found.section["code"], request.POST or None)
    if form.is_valid():
        return _move_statement(request, own, statement, form.cleaned_data["to"])
    more = {"about": found.statement["text"], "anchor": f"statement-{statement}"}
    if not form.is_left:
        more["nothing_left"] = _("There is no other consideration yet. Add one first.")
    return piece_page(request, own, _("Move to another consideration"), form, **more)


def _move_statement(
    request: HttpRequest, own: OwnQuestionnaire, statement: str, to: str
) -> HttpResponse:
    if _move(request, own, partial(editing.move_statement, to=to), statement) and to:
        told = _("It now stands under “%s”, and is compared with earlier reviews there.")
        messages.success(request, told % Code(to).label)
    return back(own, f"statement-{statement}")


def _move(
    request: HttpRequest,
    own: OwnQuestionnaire,
    move: Callable[[Piece, str, str], None],
    code: str,
) -> bool:
    """Put a piece before the one that is named, or at the end; whether that was done."""
    before = request.POST.get("before", "")
    try:
        edit(own=own, change=lambda content: move(content, code, before))
    except Gone:
        messages.error(request, _("Somebody else has changed the order. Look again, then move it."))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        return True
    return False

"""The order of the items of a partnership's own questionnaire, and which consideration each
belongs to."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.access import sent_only
from assessments.models import CustomQuestionnaire
from assessments.questionnaires import editing
from assessments.questionnaires.editing import Gone, Item
from assessments.questionnaires.forms.items import MoveForm
from assessments.questionnaires.services import edit_questionnaire
from assessments.questionnaires.versions import current_definition
from evidence.bank import Code
from partnerships.access import MemberRequest
from partnerships.refusals import Refused

from .items import item_page, to_questionnaire, with_item


@with_item
@sent_only
def section_move(request: MemberRequest, custom: CustomQuestionnaire, code: str) -> HttpResponse:
    _move(request, custom, editing.move_section, code)
    return to_questionnaire(custom, f"section-{code}")


@with_item
@sent_only
def statement_move(
    request: MemberRequest, custom: CustomQuestionnaire, statement: str
) -> HttpResponse:
    """Move up or down, or to another consideration if one is named."""
    return _move_statement(request, custom, statement, request.POST.get("to", ""))


@with_item
def statement_place(
    request: MemberRequest, custom: CustomQuestionnaire, statement: str
) -> HttpResponse:
    """Choose another consideration for a statement."""
    found = editing.find_statement(custom.content, statement)
    form = MoveForm(current_definition(custom), found.section["code"], request.POST or None)
    if form.is_valid():
        return _move_statement(request, custom, statement, form.cleaned_data["to"])
    more = {"about": found.statement["text"], "anchor": f"statement-{statement}"}
    if not form.has_choices:
        more["nothing_left"] = _("There is no other consideration yet. Add one first.")
    return item_page(request, custom, _("Move to another consideration"), form, **more)


def _move_statement(
    request: HttpRequest, custom: CustomQuestionnaire, statement: str, to: str
) -> HttpResponse:
    if _move(request, custom, partial(editing.move_statement, to=to), statement) and to:
        told = _("It has been moved to “%s”, where it will be compared with earlier reviews.")
        messages.success(request, told % Code(to).label)
    return to_questionnaire(custom, f"statement-{statement}")


def _move(
    request: HttpRequest,
    custom: CustomQuestionnaire,
    move: Callable[[Item, str, str], None],
    code: str,
) -> bool:
    """Move an item before the one named, or to the end; return whether it was moved."""
    before = request.POST.get("before", "")
    try:
        edit_questionnaire(custom=custom, change=lambda content: move(content, code, before))
    except Gone:
        messages.error(
            request, _("Someone else has changed the order. Check it, then move it again.")
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        return True
    return False

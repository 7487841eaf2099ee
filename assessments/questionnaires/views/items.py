"""The items of a partnership's own questionnaire: rewording, adding and removing."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import View
from assessments.models import CustomQuestionnaire
from assessments.questionnaires import editing
from assessments.questionnaires.access import for_custom_questionnaire
from assessments.questionnaires.editing import ChangedMeanwhile, Gone, Item
from assessments.questionnaires.forms.items import (
    ChangedStatementForm,
    DescriptionForm,
    ItemForm,
    ScaleForm,
    SectionAddForm,
    SectionTextForm,
    StatementForm,
)
from assessments.questionnaires.services import edit_questionnaire
from assessments.questionnaires.versions import current_definition
from evidence.bank import Code
from partnerships.access import MemberRequest
from partnerships.refusals import Refused

Find = Callable[[Item], Item]
Change = Callable[[Item], object]
EMPTY_STATEMENT = {"text": "", "stage": "", "level": None, "heading": "", "help": ""}


def with_item(view: View) -> View:
    """Load the questionnaire; say so if someone else has removed the item."""

    @wraps(view)
    def found(request: MemberRequest, custom: CustomQuestionnaire, **kwargs: str) -> HttpResponse:
        try:
            return view(request, custom, **kwargs)
        except Gone:
            if request.method != "POST":
                raise Http404 from None
        messages.error(
            request,
            _("Someone else has since removed this. Your changes have not been saved."),
        )
        return redirect("assessments:questionnaires", custom.partnership_id)

    return for_custom_questionnaire(found)


def to_questionnaire(custom: CustomQuestionnaire, anchor: str = "") -> HttpResponse:
    """To the questionnaire's page, at one of its items."""
    page = reverse("assessments:questionnaire", args=[custom.pk])
    return redirect(f"{page}#{anchor}" if anchor else page)


def item_page(
    request: HttpRequest, custom: CustomQuestionnaire, title: str, form: object, **more: object
) -> HttpResponse:
    context = {"custom": custom, "partnership": custom.partnership, "title": title, "form": form}
    return render(request, "assessments/item_edit.html", context | more)


def _reword(
    request: HttpRequest,
    custom: CustomQuestionnaire,
    find: Find,
    kind: type[ItemForm],
    *,
    title: str,
    anchor: str = "",
) -> HttpResponse:
    """Reword an item without overwriting what someone else has changed in the meantime."""
    form = kind(find(custom.content), request.POST or None)
    if not form.is_valid():
        return item_page(request, custom, title, form, anchor=anchor)
    try:
        edit_questionnaire(custom=custom, change=lambda content: form.apply(find(content)))
    except ChangedMeanwhile:
        custom.refresh_from_db()
        form = kind(find(custom.content), request.POST)
        form.report_conflict()
        return item_page(request, custom, title, form, anchor=anchor)
    messages.success(request, _("Your changes have been saved."))
    return to_questionnaire(custom, anchor)


@with_item
def questionnaire_describe(request: MemberRequest, custom: CustomQuestionnaire) -> HttpResponse:
    return _reword(
        request,
        custom,
        lambda content: content,
        DescriptionForm,
        title=_("Change title and description"),
    )


@with_item
def scale_edit(request: MemberRequest, custom: CustomQuestionnaire, scale: str) -> HttpResponse:
    titles = {"rating": _("How statements are rated"), "importance": _("How importance is rated")}
    return _reword(
        request,
        custom,
        lambda content: editing.find_scale(content, scale),
        ScaleForm,
        title=titles.get(scale, ""),
        anchor=f"scale-{scale}",
    )


@with_item
def section_edit(request: MemberRequest, custom: CustomQuestionnaire, code: str) -> HttpResponse:
    return _reword(
        request,
        custom,
        lambda content: editing.find_section(content, code),
        SectionTextForm,
        title=_consideration_name(custom, code),
        anchor=f"section-{code}",
    )


@with_item
def statement_edit(
    request: MemberRequest, custom: CustomQuestionnaire, statement: str
) -> HttpResponse:
    return _reword(
        request,
        custom,
        lambda content: editing.find_statement(content, statement).statement,
        ChangedStatementForm,
        title=_("Change a statement"),
        anchor=f"statement-{statement}",
    )


@with_item
def section_add(request: MemberRequest, custom: CustomQuestionnaire) -> HttpResponse:
    form = SectionAddForm(current_definition(custom), request.POST or None)
    if not form.is_valid():
        everything = "" if form.has_choices else _("All eight considerations are already included.")
        return item_page(request, custom, _("Add a consideration"), form, nothing_left=everything)
    code = form.cleaned_data["code"]
    try:
        edit_questionnaire(
            custom=custom,
            change=lambda content: editing.add_section(
                content, code, form.section(), form.statement()
            ),
        )
    except ChangedMeanwhile:
        messages.error(request, _("Someone else has since added this consideration."))
    return to_questionnaire(custom, f"section-{code}")


@with_item
def statement_add(request: MemberRequest, custom: CustomQuestionnaire, code: str) -> HttpResponse:
    title = _("Add a statement about “%s”") % _consideration_name(custom, code)
    form = StatementForm(EMPTY_STATEMENT, request.POST or None)
    if not form.is_valid():
        return item_page(request, custom, title, form, anchor=f"section-{code}")
    try:
        edit_questionnaire(
            custom=custom, change=lambda content: editing.add_statement(content, code, form.words())
        )
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The statement has been added."))
    return to_questionnaire(custom, f"section-{code}")


@with_item
def section_remove(request: MemberRequest, custom: CustomQuestionnaire, code: str) -> HttpResponse:
    return _remove(
        request,
        custom,
        lambda content: editing.find_section(content, code),
        lambda content: editing.remove_section(content, code),
        name=_consideration_name(custom, code),
    )


@with_item
def statement_remove(
    request: MemberRequest, custom: CustomQuestionnaire, statement: str
) -> HttpResponse:
    section = editing.find_statement(custom.content, statement).section
    return _remove(
        request,
        custom,
        lambda content: editing.find_statement(content, statement).statement,
        lambda content: editing.remove_statement(content, statement),
        name=_("this statement"),
        anchor=f"section-{section['code']}",
    )


def _remove(
    request: HttpRequest,
    custom: CustomQuestionnaire,
    find: Find,
    remove: Change,
    *,
    name: str,
    anchor: str = "",
) -> HttpResponse:
    """Remove an item after confirmation, if it is still what was shown."""
    if request.method != "POST":
        lost = _removal_context(find(custom.content))
        context = {
            "custom": custom,
            "partnership": custom.partnership,
            "name": name,
            "anchor": anchor,
        }
        return render(request, "assessments/item_remove.html", context | lost)
    try:
        edit_questionnaire(
            custom=custom, change=_unless_changed(find, remove, request.POST.get("seen", ""))
        )
    except ChangedMeanwhile:
        messages.error(
            request, _("Someone else has changed this. Check it again before you remove it.")
        )
        return redirect(request.path)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It has been removed."))
    return to_questionnaire(custom, anchor)


def _removal_context(item: Item) -> dict[str, object]:
    """The statements removed with an item, and its fingerprint."""
    lost = [one["text"] for one in item.get("statements", [item])]
    return {"lost": lost, "seen": editing.fingerprint(item, item)}


def _unless_changed(find: Find, change: Change, seen: str) -> Change:
    """The change, made only if the item still is what was seen."""

    def made(content: Item) -> None:
        item = find(content)
        editing.check_unchanged(item, item, seen)
        change(content)

    return made


def _consideration_name(custom: CustomQuestionnaire, code: str) -> str:
    """The name of a consideration that the questionnaire asks about; Gone if it does not."""
    return str(Code(editing.find_section(custom.content, code)["code"]).label)

"""A partnership's own questionnaires: the list of them, copying one, its page, and removing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.models import CustomQuestionnaire
from assessments.questionnaires.access import for_custom_questionnaire
from assessments.questionnaires.editing import movable_items
from assessments.questionnaires.forms.copy import CopyForm
from assessments.questionnaires.services import copy_questionnaire, remove_questionnaire
from assessments.questionnaires.translations import language_name, missing_texts
from assessments.questionnaires.versions import current_definition, definitions_for
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.models import Partnership
from partnerships.quota import NoRoom


@for_partnership(Can.RUN_PARTNERSHIP)
def questionnaires(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    custom = [(one, current_definition(one)) for one in partnership.custom_questionnaires.all()]
    context = {"partnership": partnership, "custom": custom}
    return render(request, "assessments/questionnaires.html", context)


@for_partnership(Can.RUN_PARTNERSHIP)
def questionnaire_copy(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = CopyForm(definitions_for(partnership), request.POST or None)
    if form.is_valid():
        try:
            custom = copy_questionnaire(
                partnership=partnership,
                definition=form.definition,
                title=form.cleaned_data["title"],
            )
        except NoRoom as full:
            form.add_error(None, str(full))
        else:
            messages.success(request, _("Your copy has been created. You can now change it."))
            return redirect("assessments:questionnaire", custom.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "assessments/questionnaire_copy.html", context)


@for_custom_questionnaire
def questionnaire(request: MemberRequest, custom: CustomQuestionnaire) -> HttpResponse:
    definition = current_definition(custom)
    context = {
        "custom": custom,
        "partnership": custom.partnership,
        "definition": definition,
        "sections": movable_items(definition.considerations),
        "scales": [("rating", definition.rating), ("importance", definition.importance)],
        "languages": [
            (language_name(language), len(missing_texts(definition, language)))
            for language in definition.translations
        ],
    }
    return render(request, "assessments/questionnaire.html", context)


@for_custom_questionnaire
def questionnaire_remove(request: MemberRequest, custom: CustomQuestionnaire) -> HttpResponse:
    if request.method == "POST":
        remove_questionnaire(custom=custom)
        messages.success(request, _("“%s” has been deleted.") % custom)
        return redirect("assessments:questionnaires", custom.partnership_id)
    context = {"custom": custom, "partnership": custom.partnership}
    return render(request, "assessments/questionnaire_remove.html", context)

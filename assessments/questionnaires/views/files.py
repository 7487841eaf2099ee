"""A partnership's own questionnaires as YAML: export and import."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.models import CustomQuestionnaire
from assessments.questionnaires.access import for_custom_questionnaire
from assessments.questionnaires.files import write_questionnaire
from assessments.questionnaires.forms.copy import ImportForm
from assessments.questionnaires.services import copy_questionnaire, replace_questionnaire
from assessments.questionnaires.versions import current_definition
from partnerships.access import Can, MemberRequest, for_partnership
from partnerships.models import Partnership
from partnerships.quota import NoRoom


@for_custom_questionnaire
@require_safe
def questionnaire_export(request: MemberRequest, custom: CustomQuestionnaire) -> HttpResponse:
    content = write_questionnaire(current_definition(custom))
    name = slugify(str(custom)) or custom.code
    return HttpResponse(
        content,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.yaml"'},
    )


@for_partnership(Can.RUN_PARTNERSHIP)
def questionnaire_import(request: MemberRequest, partnership: Partnership) -> HttpResponse:
    form = ImportForm(
        partnership,
        request.POST or None,
        request.FILES or None,
        initial={"into": request.GET.get("into", "")},
    )
    if form.is_valid():
        into = form.cleaned_data.get("into")
        try:
            if into:
                custom = replace_questionnaire(custom=into, definition=form.definition)
            else:
                custom = copy_questionnaire(partnership=partnership, definition=form.definition)
        except NoRoom as full:
            form.add_error(None, str(full))
        else:
            messages.success(
                request, _("The questionnaire has been imported. Check that it is right.")
            )
            return redirect("assessments:questionnaire", custom.pk)
    context = {"partnership": partnership, "form": form}
    return render(request, "assessments/questionnaire_import.html", context)

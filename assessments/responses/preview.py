"""A page of a partnership's own questionnaire as members would see it."""

from django.http import (
    Http404,
    HttpResponse,
)
from django.shortcuts import render

from assessments.models import CustomQuestionnaire, Review
from assessments.questionnaires.access import for_custom_questionnaire
from assessments.questionnaires.translations import lang_attributes
from assessments.questionnaires.versions import current_definition, unsaved_version
from partnerships.access import MemberRequest

from .comments import comment_help
from .forms import SectionForm
from .read_model import OwnResponse


@for_custom_questionnaire
def questionnaire_preview(
    request: MemberRequest, custom: CustomQuestionnaire, code: str
) -> HttpResponse:
    """The page of one consideration as a member sees it."""
    asked = unsaved_version(current_definition(custom))
    review = Review(partnership=custom.partnership, questionnaire=asked)
    response = OwnResponse.empty(asked.content)
    page = response.page(code)
    if page is None:
        raise Http404
    context = {
        "custom": custom,
        "partnership": custom.partnership,
        "review": review,
        "page": page,
        "pages": response.pages,
        "form": SectionForm(page, comment_help=comment_help(review)),
        "lang_attributes": lang_attributes(asked),
    }
    return render(request, "assessments/questionnaire_preview.html", context)

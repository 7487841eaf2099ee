"""The page of a questionnaire of one’s own as members would see it."""

from django.http import (
    Http404,
    HttpResponse,
)
from django.shortcuts import render

from assessments.models import OwnQuestionnaire, Review
from assessments.questionnaires.access import for_own_questionnaire
from assessments.questionnaires.translations import lang_attributes
from assessments.questionnaires.versions import own_definition, to_look_at
from assessments.reviews.answer_notice import about_comments
from partnerships.access import MemberRequest

from .forms import SectionForm
from .read_model import OwnResponse


@for_own_questionnaire
def questionnaire_preview(request: MemberRequest, own: OwnQuestionnaire, code: str) -> HttpResponse:
    """The page of one consideration as a member sees it."""
    asked = to_look_at(own_definition(own))
    review = Review(partnership=own.partnership, questionnaire=asked)
    response = OwnResponse.empty(asked.content)
    page = response.page(code)
    if page is None:
        raise Http404
    context = {
        "own": own,
        "partnership": own.partnership,
        "review": review,
        "page": page,
        "pages": response.pages,
        "form": SectionForm(page, about_comments=about_comments(review)),
        "lang_attributes": lang_attributes(asked),
    }
    return render(request, "assessments/questionnaire_preview.html", context)

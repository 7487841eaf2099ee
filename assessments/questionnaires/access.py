"""The way in to a questionnaire of one’s own."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import View, declare_access
from assessments.models import OwnQuestionnaire
from partnerships.access import Can, authorise


def for_own_questionnaire(view: View) -> View:
    """Load a partnership's own questionnaire for whoever runs the partnership."""

    @wraps(view)
    def loaded(request: HttpRequest, questionnaire_id: str, **kwargs: Any) -> HttpResponse:
        own = get_object_or_404(
            OwnQuestionnaire.objects.select_related("partnership"), pk=questionnaire_id
        )
        admitted = authorise(request, own.partnership, Can.RUN_PARTNERSHIP)
        with timezone.override(own.partnership.time_zone):
            return view(admitted, own, **kwargs)

    return declare_access(loaded, Can.RUN_PARTNERSHIP)

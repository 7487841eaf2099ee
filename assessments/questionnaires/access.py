"""Access to a partnership's own questionnaire."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.access import View, declare_access
from assessments.models import CustomQuestionnaire
from partnerships.access import Can, authorise


def for_custom_questionnaire(view: View) -> View:
    """Load a partnership's own questionnaire for a coordinator."""

    @wraps(view)
    def loaded(request: HttpRequest, questionnaire_id: str, **kwargs: Any) -> HttpResponse:
        custom = get_object_or_404(
            CustomQuestionnaire.objects.select_related("partnership"), pk=questionnaire_id
        )
        admitted = authorise(request, custom.partnership, Can.RUN_PARTNERSHIP)
        with timezone.override(custom.partnership.time_zone):
            return view(admitted, custom, **kwargs)

    return declare_access(loaded, Can.RUN_PARTNERSHIP)

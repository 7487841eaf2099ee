"""The forecast of a review, for pages of apps that do not know about reviews."""

from django import template

from assessments.lifecycle import State
from assessments.models import Review
from assessments.reviews.forecast import forecast
from partnerships.models import Partnership

register = template.Library()


@register.inclusion_tag("assessments/_forecast.html")
def forecast_for(partnership: Partnership) -> dict[str, object]:
    """What the draft of a partnership, or else a review as it is usually set up, would show."""
    draft = partnership.reviews.filter(state=State.DRAFT).first()
    review = draft or Review(partnership=partnership)
    may_group = draft is not None
    return {"review": review, "foreseen": forecast(review), "may_group": may_group, "level": 3}

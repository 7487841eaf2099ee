"""What has come of one consideration, for pages of apps that know nothing of discussions."""

from django import template

from assessments.models import Review

register = template.Library()


@register.inclusion_tag("discussions/_came_of.html")
def came_of(review: Review, code: str) -> dict:
    """What the discussion came to, and the actions with their state."""
    actions = review.actions.filter(consideration=code).select_related("owner__organisation")
    return {
        "review": review,
        "code": code,
        "conclusion": review.conclusions.filter(consideration=code).first(),
        "actions": actions,
    }

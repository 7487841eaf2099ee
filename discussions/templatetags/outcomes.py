"""What has come of one consideration, for pages of apps that know nothing of discussions."""

from django import template

from assessments.models import Review

register = template.Library()


@register.inclusion_tag("discussions/_outcome.html")
def discussion_outcome(review: Review, code: str) -> dict[str, object]:
    """What the discussion came to, and the actions with their state."""
    actions = review.actions.filter(consideration=code).select_related("owner__organisation")
    conclusion = review.conclusions.filter(consideration=code).first()
    is_agreed = conclusion is not None and conclusion.agreed
    return {
        "review": review,
        "code": code,
        "conclusion": conclusion if is_agreed else None,
        "is_being_written": conclusion is not None and not is_agreed,
        "actions": actions,
    }

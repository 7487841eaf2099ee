"""The outcome for one consideration, for pages of apps that do not know about discussions."""

from django import template

from assessments.models import Review

register = template.Library()


@register.inclusion_tag("discussions/_outcome.html")
def discussion_outcome(review: Review, code: str) -> dict[str, object]:
    """The outcome of the discussion, and the actions with their states."""
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

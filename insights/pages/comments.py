"""The comments of a review as pages list them."""

from django.core.paginator import Paginator

from assessments.models import Review
from partnerships.access import Can, MemberRequest

COMMENTS_AT_A_TIME = 50


def comments_context(request: MemberRequest, review: Review, code: str) -> dict[str, object]:
    """A page of the comments on a consideration, or of other comments, and how many are withheld.

    People who lead the discussion also see the withheld ones until results are shared.
    """
    comments = review.published_comments.filter(consideration=code)
    withheld = comments.filter(withheld=True).count()
    may_withhold = request.can[Can.LEAD_DISCUSSION] and not review.is_shared
    if not may_withhold:
        comments = comments.shown()
    page = Paginator(comments, COMMENTS_AT_A_TIME).get_page(request.GET.get("page"))
    return {"comments": page, "withheld_comments": withheld, "may_withhold": may_withhold}

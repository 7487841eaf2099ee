"""What people wrote, however much it is."""

import pytest
from django.urls import reverse

from insights.models import PublishedComment
from reports.build import MOST_COMMENTS, build_report
from tests import scenarios

MANY = 230


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def review(cast):
    review = cast.review
    review.published_comments.all().delete()
    PublishedComment.objects.bulk_create(
        PublishedComment(
            review=review, consideration="clarity", position=i, text=f"Word {i}.", withheld=i == 3
        )
        for i in range(MANY)
    )
    return review


def words(browser, review, page: int) -> list[str]:
    address = reverse("insights:consideration", args=[review.pk, "clarity"])
    shown = browser.get(address, {"by": "level", "page": page}).context["comments"]
    return [comment.text for comment in shown]


def test_all_of_it_can_be_read_page_by_page(as_, review):
    read = [text for page in range(1, 6) for text in words(as_("ana"), review, page)]
    assert read == [f"Word {i}." for i in range(MANY)]


def test_readers_get_nothing_that_is_withheld(as_, review):
    scenarios.share(review=review)
    for name in ("ana", "ben"):
        assert "Word 3." not in words(as_(name), review, 1)
    address = reverse("insights:consideration", args=[review.pk, "clarity"])
    assert "1 comment is withheld" in as_("ben").get(address).content.decode()


def test_the_report_prints_the_first_and_says_how_many_more_there_are(review):
    sections = {section.name: section for section in build_report(review).sections}
    [section] = [one for one in sections.values() if one.comments]
    assert len(section.comments) == MOST_COMMENTS
    assert "Word 3." not in section.comments
    assert section.more_comments.startswith(f"{MANY - 1 - MOST_COMMENTS} more comments")

"""The list of the eight considerations, open to everybody."""

import pytest
from django.urls import reverse

from evidence.bank import bank

pytestmark = pytest.mark.once


@pytest.mark.parametrize("name", ["stranger", "olu", "dev"])
def test_it_lists_all_eight_for_anybody(as_, name):
    page = as_(name).get(reverse("evidence:index"))
    assert page.status_code == 200
    text = page.content.decode()
    links = [text.index(f'href="/evidence/{one.code}/"') for one in bank().considerations]
    assert links == sorted(links)
    for one in bank().considerations:
        assert one.name in text
        assert one.question in text


def test_it_says_what_the_evidence_cannot_tell(as_):
    page = as_("stranger").get(reverse("evidence:index"))
    assert "Very little evidence links partnership working" in page.content.decode()
    assert "prompt discussion" in page.content.decode()


def test_it_says_that_of_the_review_only_the_summary_was_read(as_):
    page = as_("stranger").get(reverse("evidence:index"))
    assert "We have not read the review itself." in page.content.decode()

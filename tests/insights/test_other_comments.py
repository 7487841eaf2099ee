"""Where few people comment on a consideration, their comments are shown without it."""

import json
from functools import partial

import pytest
from django.urls import reverse

from insights.closing import close_review
from insights.publishing.publish import _named_considerations
from reports.build import build_report
from reports.pdf import write_pdf
from tests import scenarios
from tests.assessments.voices import at, read

ON_EACH = {"power": 2, "people": 3, "clarity": 6}
FEW, ENOUGH = "Only two of us say this.", "We know our parts."
WHY = "Too few people commented on some considerations."


def said_on(said: dict[str, str], section) -> str:
    return said.get(section.consideration, "")


def answered(**fields) -> scenarios.Cast:
    """The cast after a review: two people commented on power, three on people, six on clarity."""
    cast = scenarios.riverside()
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    review = scenarios.open_quietly(cast.partnership, **fields)
    opinions = {}
    for number, member in enumerate(review.partnership.members.asked()):
        said = {"power": FEW, "people": FEW, "clarity": ENOUGH}
        said = {code: text for code, text in said.items() if number < ON_EACH[code]}
        opinions[member] = scenarios.Opinion(3, comment=partial(said_on, said))
    scenarios.answer_all(review, opinions)
    cast.review = close_review(review=review)
    return cast


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(answered)


@pytest.fixture
def review(cast):
    return cast.review


def page(as_, name, review, *more) -> str:
    return read(as_("ana").get(reverse(f"insights:{name}", args=[review.pk, *more])))


def test_they_are_shown_together_without_the_consideration(as_, review):
    results = page(as_, "results", review)
    assert WHY in results
    assert results.count(f"<blockquote>{FEW}</blockquote>") == 5
    assert FEW not in page(as_, "consideration", review, "power")
    assert ENOUGH in page(as_, "consideration", review, "clarity")
    assert "11 comments are shown here. Most comments are about “Shared clarity” (6)." in results


def test_nothing_kept_says_which(review):
    assert set(review.published_comments.values_list("consideration", flat=True)) == {
        "clarity",
        "",
    }


@pytest.mark.parametrize(
    ("on_each", "named"),
    [
        ({"power": 2, "people": 3, "clarity": 6}, {"clarity"}),
        ({"power": 2, "people": 5, "clarity": 6}, {"clarity"}),
        ({"power": 2, "clarity": 6}, set()),
        ({"power": 2, "people": 1}, set()),
        ({"power": 5, "clarity": 6}, {"power", "clarity"}),
        ({}, set()),
    ],
)
def test_it_is_not_plain_what_the_others_are_about(on_each, named):
    codes = [code for code, count in on_each.items() for _one in range(count)]
    assert _named_considerations(codes, 5) == named


def test_files_and_the_report_say_so_too(as_, review):
    export = {
        kind: as_("ana").get(reverse("insights:results-export", args=[review.pk, kind])).content
        for kind in ("json", "csv")
    }
    other = json.loads(export["json"])["comments"][-1]
    assert other == {"consideration": None, "texts": [FEW] * 5, "withheld": 0}
    assert f"Other comments,Comment,{FEW}" in export["csv"].decode()
    report = build_report(review)
    assert report.other_comments == (FEW,) * 5
    assert not [one for one in report.sections if FEW in one.comments]
    assert write_pdf(report).startswith(b"%PDF")


def test_a_coordinator_withholds_one_as_any_other(as_, review):
    comment = review.published_comments.filter(consideration="").first()
    address = reverse("insights:comment-withhold", args=[review.pk, comment.pk])
    reply = as_("ana").post(address, {"withheld": "yes"})
    assert reply.url == reverse("insights:results", args=[review.pk]) + "#comments"
    scenarios.share(review=review)
    shown = read(as_("ben").get(reverse("insights:results", args=[review.pk])))
    assert shown.count(f"<blockquote>{FEW}</blockquote>") == 4
    assert "1 comment is withheld" in shown
    assert build_report(review).other_comments == (FEW,) * 4


def test_with_enough_comments_there_are_no_others(as_, cast):
    review = scenarios.closed_review(cast.partnership)
    assert WHY not in page(as_, "results", review)
    assert not review.published_comments.filter(consideration="").exists()


def test_open_comments_keep_their_consideration(db):
    review = answered(confidentiality="open").review
    assert not review.published_comments.filter(consideration="").exists()


@pytest.mark.parametrize("k", [5, 3])
def test_a_writer_is_told_before(cast, client, k):
    review = scenarios.open_quietly(cast.partnership, k=k)
    field = read(client.get(at(review, cast.ben, "respond-section", "approach")))
    assert f"If fewer than {k} people comment on this, we do not say what yours is about." in field

"""One consideration: its statements in full, what to talk about, and what has come of it."""

import html
import re
from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml.html import document_fromstring

from assessments.questionnaires.editing import find_section
from assessments.questionnaires.services import edit_questionnaire
from assessments.questionnaires.versions import bring_into_use, current_definition, next_version
from discussions.models import Action
from discussions.services import record_conclusion
from evidence.bank import bank
from insights import charts
from insights.models import Grouping
from insights.results.load import load_results
from insights.results.patterns import PATTERNS
from insights.wording.figures import agreement_in_words
from insights.wording.talking_points import talking_points
from tests import scenarios

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(partial(scenarios.reviewed, scenarios.larger_review))


@pytest.fixture
def review(cast):
    return scenarios.share(review=cast.review)


def shown(as_, review, query="", code="power", who="ben"):
    address = reverse("insights:consideration", args=[review.pk, code])
    return as_(who).get(f"{address}?{query}").content.decode()


def test_groups_large_enough_show_how_their_answers_are_spread_beside_everyone(as_, cast):
    scenarios.long_closed(cast.review)
    review = scenarios.share(review=scenarios.review_with_spreads(cast.partnership))
    reply = as_("ben").get(
        reverse("insights:consideration", args=[review.pk, "power"]), {"by": "organisation"}
    )
    result = load_results(review).consideration("power")
    spread = reply.context["spread"]
    assert [one.title for one in spread] == [one.statement.text for one in result.statements]
    for chart, one in zip(spread, result.statements, strict=True):
        large = [s for s in one.groups[Grouping.ORGANISATION] if s.figure.counts]
        assert [str(seen.group) for seen in large] == [scenarios.COUNCIL[0]]
        labels = [label["text"] for label in chart.figure["layout"]["annotations"]]
        assert labels == [
            f"Everyone ({one.everyone.n})",
            *(f"{seen.group} ({seen.figure.n})" for seen in large),
        ]
        rows = {row[0]: row for row in chart.table.rows}
        for seen in one.groups[Grouping.ORGANISATION]:
            told = seen.figure.counts or ["–"] * 5
            assert rows[seen.group.heading][2:7] == list(told)


def test_small_groups_show_their_means_only_and_the_page_says_why(as_, review):
    for seen in load_results(review).consideration("power").groups[Grouping.ORGANISATION]:
        assert seen.figure.counts is None
    text = shown(as_, review, "by=organisation")
    assert "only the means can be shown" in text


def test_agreement_stands_in_words_beside_every_statement(as_, review):
    text = shown(as_, review)
    assert '<th scope="col" class="number">Agreement</th>' in text
    for one in load_results(review).consideration("power").statements:
        assert f">{agreement_in_words(one.everyone.counts)}</td>" in text


@pytest.fixture
def headed(cast):
    """A review whose first two statements about power stand under one heading, the next under
    another."""
    own = scenarios.custom_questionnaire(cast.partnership, "full-reflection")

    def head(content):
        content["considerations"] = [find_section(content, "power")]
        statements = content["considerations"][0]["statements"]
        for one, heading in zip(statements, ("Trust", "Trust", "Having <a> say"), strict=False):
            one["heading"] = heading

    edit_questionnaire(custom=own, change=head)
    own.refresh_from_db()
    asked = bring_into_use(next_version(current_definition(own)))
    scenarios.long_closed(cast.review)
    review = scenarios.review_with_spreads(cast.partnership, questionnaire=asked)
    return scenarios.share(review=review)


def test_a_heading_stands_once_above_the_statements_below_it(as_, headed):
    text = shown(as_, headed, "by=organisation")
    trust = re.findall(r"<(th|h3)[^>]*>(?:<span>)?Trust<", text)
    assert trust == ["th", "th", "h3"]
    assert text.count(">Having &lt;a&gt; say</h3>") == 1
    titles = re.findall(
        r"<h([34])(?: [^>]*)?>", text.split('id="spread"')[1].split("</section>")[0]
    )
    assert titles == ["3", "4", "4", "3", "4", "3", "3"]


def test_a_chart_has_the_heading_above_the_first_statement_below_it(headed):
    result = load_results(headed).consideration("power")
    chart = charts.statements_chart(result, load_results(headed).scale)
    above = [label["heading"] for label in chart.figure["layout"]["annotations"]]
    assert above == ["Trust", "", "Having &lt;a&gt; say", "", ""]


def test_headings_leave_what_is_exported_as_it_was(as_, headed):
    address = reverse(
        "insights:consideration-table", args=[headed.pk, "power", "statements", "csv"]
    )
    lines = as_("ben").get(address).content.decode("utf-8-sig").splitlines()
    asked = load_results(headed).consideration("power").statements
    assert len(lines) == 1 + len(asked)


def test_talking_points_are_chosen_for_the_pattern(as_, review):
    talking = talking_points(load_results(review).consideration("power"), 5)
    [raised] = talking.by_pattern
    assert raised.pattern.code == "gap"
    text = html.unescape(shown(as_, review))
    for said in (raised.why, *raised.questions, *talking.always):
        assert said in text
    assert all(len(one.questions) >= 2 for one in PATTERNS)


def test_the_evidence_tells_what_a_source_says_from_what_we_make_of_it(as_, review):
    page = document_fromstring(shown(as_, review))
    said = [" ".join(one.text_content().split()) for one in page.xpath("//*[@id='findings']//li")]
    expected = [
        f"{one.says} {one.basis_label} · {bank().sources[one.source].title}"
        + (f" What we make of it {one.we_make_of_it}" if one.we_make_of_it else "")
        for one in bank().consideration("power").findings
    ]
    assert said == expected
    links = [one.get("href") for one in page.xpath("//*[@id='findings']//a")]
    assert links == [
        bank().sources[one.source].link for one in bank().consideration("power").findings
    ]


def test_the_page_says_what_came_of_the_discussion(as_, cast, review):
    assert "Not discussed yet" in shown(as_, review)
    came_to = {"consideration": "power", "said": "", "we_differ_because": "Money."}
    record_conclusion(review=review, **came_to)
    assert "is being written" in (draft := shown(as_, review))
    assert "Money." not in draft
    record_conclusion(review=review, **came_to, agreed=True)
    Action.objects.create(
        review=review,
        consideration="power",
        what="Take turns in the chair",
        owner=cast.cleo,
        due=timezone.localdate() - timedelta(days=1),
    )
    text = shown(as_, review)
    assert "We differ" in text
    assert "Money." in text
    assert "Take turns in the chair" in text
    assert "Overdue" in text
    assert "Take turns" not in shown(as_, review, code="clarity")
    assert "No actions have been agreed for this yet." in shown(as_, review, code="clarity")

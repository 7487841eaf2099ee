"""Choosing what to compare: by links, so that the address of a view can be given to others."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from insights.models import Grouping
from insights.results.comparison import Comparison
from insights.results.load import load_results
from tests import scenarios

pytestmark = pytest.mark.once

COUNCIL, CHARITY, HEALTH = "Riverside Council", "Open Door", "NHS Riverside"
PAGES = [("insights:results", ()), ("insights:consideration", ("power",))]


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def review(cast):
    return scenarios.share(review=cast.review)


def asked(query: str, review) -> Comparison:
    return Comparison.from_query(QueryDict(query), load_results(review))


def view(as_, review, page, query: str) -> str:
    name, more = page
    address = reverse(name, args=[review.pk, *more])
    return as_("ben").get(f"{address}?{query}").content.decode()


def heads(page: str) -> str:
    return " ".join(re.findall(r'<th scope="col".*?</th>', page))


@pytest.mark.parametrize("page", PAGES)
def test_what_is_hidden_is_in_no_table_and_can_be_shown_again(as_, review, page):
    shown = view(as_, review, page, "by=organisation&hide=open-door")
    assert COUNCIL in heads(shown)
    assert CHARITY not in heads(shown)
    assert re.search(r'Show\s+<span class="visually-hidden">Open Door', shown)
    assert "Hidden: Open Door." in shown
    assert CHARITY in heads(view(as_, review, page, "by=organisation"))


@pytest.mark.parametrize("page", PAGES)
def test_the_choice_is_kept_on_the_way_to_other_pages(as_, review, page):
    query = "by=organisation&amp;highlight=open-door&amp;hide=nhs-riverside"
    shown = view(as_, review, page, query.replace("&amp;", "&"))
    assert re.search(rf"/results/[a-z]*/?\?{re.escape(query)}", shown)


def test_every_link_leads_to_the_choice_that_it_names(review):
    chosen = asked("by=organisation&highlight=open-door&hide=nhs-riverside", review)
    assert chosen.by == Grouping.ORGANISATION
    assert str(chosen.highlighted.group) == CHARITY
    for choice in chosen.toggles:
        name, there = str(choice.group.group), asked(choice.highlight, review)
        assert (there.highlighted and str(there.highlighted.group)) == (
            None if name == CHARITY else name
        )
        hidden = {str(one.group) for one in asked(choice.hide, review).groups if one.is_hidden}
        assert hidden == {HEALTH} ^ {name}
    assert not asked(chosen.query_of_grouping, review).is_narrowed


def test_what_is_highlighted_is_drawn_last_and_the_others_stand_back(review):
    chosen = asked("by=organisation&highlight=nhs-riverside", review)
    *others, last = chosen.drawing_order
    assert str(last.group) == HEALTH
    assert [chosen.is_dimmed(one) for one in (*others, last)] == [True, True, False]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_highlighted_stands_out_in_tables_too(as_, review, page):
    marked = '<col class="highlighted">'
    assert marked in view(as_, review, page, "by=organisation&highlight=open-door")
    assert marked not in view(as_, review, page, "by=organisation")


def test_an_address_that_asks_for_what_there_is_not_shows_everybody(review):
    chosen = asked("by=shoe-size&highlight=nobody&hide=everybody", review)
    assert len(chosen.shown) == 3
    assert not chosen.is_narrowed

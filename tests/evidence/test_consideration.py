"""The page of one consideration, open to everybody."""

import html
from itertools import pairwise

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from evidence.bank import bank

pytestmark = pytest.mark.once

CONSIDERATIONS = bank().considerations


def read(client, code: str) -> str:
    page = client.get(reverse("evidence:consideration", args=[code]))
    assert page.status_code == 200
    return html.unescape(page.content.decode())


@pytest.mark.parametrize("consideration", CONSIDERATIONS, ids=str)
def test_a_stranger_reads_all_of_it(client, consideration):
    text = read(client, consideration.code)
    assert consideration.name in text
    assert consideration.question in text
    assert consideration.summary in text
    for finding in consideration.findings:
        assert finding.says in text
        assert finding.we_make_of_it in text
        assert str(finding.stage.label) in text
        assert str(finding.basis_label) in text
    for point in consideration.talking_points:
        assert point in text
    for source in bank().sources_of(consideration):
        assert f'<a href="{source.link}" rel="noopener noreferrer"><cite>{source.title}' in text
        assert f"What we have read: {source.what_we_read}" in text


def test_what_is_ours_is_marked_and_told_apart_from_what_the_source_says(client):
    """It has a paragraph of its own, under words that say whose it is."""
    page = document_fromstring(read(client, "people"))
    ours = [one.we_make_of_it for one in bank().consideration("people").findings]
    marked = [" ".join(one.text_content().split()) for one in page.find_class("ours")]
    assert marked == [f"What we make of it {text}" for text in ours if text] != []


def test_pages_are_turned_in_order(client):
    for before, after in pairwise(CONSIDERATIONS):
        assert f'href="/evidence/{after.code}/" rel="next"' in read(client, before.code)
        assert f'href="/evidence/{before.code}/" rel="prev"' in read(client, after.code)


def test_the_first_and_last_page_turn_one_way(client):
    assert 'rel="prev"' not in read(client, CONSIDERATIONS[0].code)
    assert 'rel="next"' not in read(client, CONSIDERATIONS[-1].code)


@pytest.mark.parametrize("code", ["nothing", "approaches", "APPROACH"])
def test_an_unknown_code_is_not_found(client, code):
    assert client.get(f"/evidence/{code}/").status_code == 404

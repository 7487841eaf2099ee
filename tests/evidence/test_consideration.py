"""The page of one consideration, open to everybody."""

import html
from itertools import pairwise

import pytest
from django.urls import reverse

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
        assert finding.text in text
        assert str(finding.stage.label) in text
        assert str(finding.basis_label) in text
    for point in consideration.talking_points:
        assert point in text
    for source in bank().sources_of(consideration):
        assert source.title in text


def test_each_finding_says_what_it_rests_on(client):
    page = client.get(reverse("evidence:consideration", args=["people"]))
    bases = [finding.basis for finding, _source in page.context["findings"]]
    assert page.content.decode().count("Our own working model") == bases.count("working-model") > 0


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

"""Requests of shapes that no browser sends: answered in words and with few questions asked."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import scenarios

MANY = 100_000


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def results(cast):
    return reverse("insights:results", args=[cast.review.pk])


def posted(client, address, fields, **more):
    text = "&".join(f"f{i}=1" for i in range(fields))
    kind = "application/x-www-form-urlencoded"
    return client.post(address, text, content_type=kind, **more)


@pytest.mark.parametrize("fields", [settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1, MANY])
def test_a_form_of_very_many_fields_is_told_so(as_, cast, fields):
    reply = posted(as_("ana"), reverse("partnerships:register"), fields)
    assert reply.status_code == 400
    assert "<h1" in reply.content.decode()


def test_a_form_of_very_many_parts_is_told_so(as_, cast):
    line = "x"
    part = f'--{line}\r\nContent-Disposition: form-data; name="a{{}}"; filename="a"\r\n\r\n1\r\n'
    body = "".join(part.format(i) for i in range(10_000)) + f"--{line}--\r\n"
    address = reverse("partnerships:members-import", args=[cast.partnership.pk])
    kind = f"multipart/form-data; boundary={line}"
    reply = as_("ana").post(address, body.encode(), content_type=kind)
    assert reply.status_code == 400
    assert "<h1" in reply.content.decode()


def test_a_form_that_is_too_long_is_told_so(as_, cast):
    body = b"a=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    kind = "application/x-www-form-urlencoded"
    reply = as_("ana").post(reverse("partnerships:register"), body, content_type=kind)
    assert reply.status_code == 400
    assert "<h1" in reply.content.decode()


def test_answers_are_no_place_for_very_many_fields(cast):
    review = scenarios.open_quietly(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    page = review.questionnaire.sections_in_order[0].consideration
    address = reverse("assessments:respond-section", args=[review.pk, token, page])
    reply = posted(Client(), address, MANY)
    assert reply.status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "&".join(f"hide={i}" for i in range(900)),
        "highlight=" + "x" * 3_000,
        "hide=" * 900,
    ],
    ids=["groups", "long", "empty"],
)
def test_whatever_a_comparison_is_asked_for_costs_no_more_questions(
    as_, results, query, django_assert_max_num_queries
):
    client = as_("ana")
    client.get(results)
    with django_assert_max_num_queries(25):
        reply = client.get(f"{results}?{query}")
    assert reply.status_code == 200
    assert len(reply.content) < 1_500_000


def test_a_query_of_very_many_fields_is_told_so(as_, results):
    reply = as_("ana").get(f"{results}?{'&'.join(f'hide={i}' for i in range(MANY))}")
    assert reply.status_code == 400

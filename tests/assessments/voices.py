"""Where the pages of a review and of a personal link are, and what they say."""

from html import unescape

from django.urls import reverse

from tests import scenarios

FIRST = "approach"


def read(reply) -> str:
    return " ".join(unescape(reply.content.decode()).split())


def at(review, member, name="respond", *args):
    token = scenarios.token_for(review, member)
    return reverse(f"assessments:{name}", args=[review.pk, token, *args])


def of(name, review):
    return reverse(f"assessments:{name}", args=[review.pk])

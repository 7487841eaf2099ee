"""How answers are treated is told to everybody, wherever it matters."""

from html import unescape

import pytest
from django.core import mail

from insights.closing import close_review
from tests import scenarios
from tests.assessments.voices import FIRST, at, read

pytestmark = pytest.mark.once

CONFIDENTIAL = "No one is shown a figure based on fewer than 5 people"


OPEN = (
    "Results are shown by organisation, however few people answer for it. If you "
    "are the only person who answers for Riverside Council, readers will know what "
    "you answered."
)


ONE_VOICE = "Your organisation gives one answer together."


# Told before the first question, and on


@pytest.mark.parametrize(
    ("confidentiality", "words"),
    [("confidential", CONFIDENTIAL), ("open", OPEN), ("one-voice", ONE_VOICE)],
)
class TestEachIsTold:
    @pytest.fixture
    def review(self, cast, priya, confidentiality):
        return scenarios.open_review(cast.partnership, confidentiality=confidentiality)

    def told_otherwise(self, text, words):
        others = {"No one is shown a figure", "Results are shown by organisation", ONE_VOICE}
        return [one for one in others if one in text and one not in words]

    def test_in_the_e_mail_in_both_forms(self, review, words):
        [message] = [one for one in mail.outbox if one.to == ["ben@example.org"]]
        for text in (message.body, message.alternatives[0].content):
            plain = " ".join(unescape(text).split())
            assert words in plain
            assert not self.told_otherwise(plain, words)
            assert ("are confidential" in plain) == review.is_confidential

    def test_on_the_first_page(self, review, words, cast, client):
        page = read(client.get(at(review, cast.ben)))
        assert words in page
        assert not self.told_otherwise(page, words)
        assert "no one can change them" in page

    def test_at_the_foot_of_every_page(self, review, words, cast, client):
        line = {
            "confidential": "no one is shown a figure based on fewer than 5 people",
            "open": OPEN,
            "one-voice": (
                "This is the single answer from Riverside Council, shown under its name."
            ),
        }[review.confidentiality]
        scenarios.answer(review, cast.ben)
        pages = [("respond",), ("respond-section", FIRST), ("respond-check",), ("respond-thanks",)]
        for page in pages:
            foot = read(client.get(at(review, cast.ben, *page))).partition('class="promise"')[2]
            assert line in foot

    def test_beside_the_comment(self, review, words, cast, client):
        page = read(client.get(at(review, cast.ben, "respond-section", FIRST)))
        assert ("readers may still guess who wrote one" in page) != review.is_confidential
        assert ("without your name or organisation" in page) == review.is_confidential

    def test_on_the_page_of_thanks(self, review, words, cast, client):
        scenarios.answer(review, cast.ben)
        page = read(client.get(at(review, cast.ben, "respond-thanks")))
        after = {
            "confidential": "The review then closes. Once someone reads the results, the key",
            "open": "your answers are shown as part of your organisation’s",
            "one-voice": "your answer is shown under the name of Riverside Council",
        }
        for confidentiality, said in after.items():
            assert (said in page) == (confidentiality == review.confidentiality)

    def test_once_closed_what_opens_the_answers(self, review, words, cast, client):
        scenarios.answer(review, cast.ben)
        address = at(review, cast.ben)
        close_review(review=review)
        page = read(client.get(address))
        assert ("no one else can" in page) != review.speaks_as_organisations
        assert ("The answer from Riverside Council is below" in page) == (
            review.speaks_as_organisations
        )
        assert "promise" not in page

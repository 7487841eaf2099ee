"""Behind a personal link the interface and the questionnaire are in the member's language."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.reviews.reminders import ReminderGroup, remind
from partnerships.models import OutgoingEmail
from tests import languages, opened, scenarios

GAELIC = ("gd", "Gàidhlig")


@pytest.fixture
def review(cast):
    return scenarios.open_review(cast.partnership, questionnaire=scenarios.pulse_in_gaelic())


@pytest.fixture
def link(review, cast):
    """The addresses behind Ben's link."""
    token = scenarios.token_for(review, cast.ben)
    return lambda name, *rest: reverse(f"assessments:{name}", args=[review.pk, token, *rest])


def test_a_questionnaire_in_one_language_offers_no_choice(client, cast):
    review = scenarios.open_review(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    page = client.get(reverse("assessments:respond", args=[review.pk, token])).text
    assert "Gàidhlig" not in page
    assert 'class="languages"' not in page


def test_it_can_be_answered_in_a_language_the_interface_does_not_have(client, link):
    section = link("respond-section", "clarity")
    assert 'value="gd" lang="gd"' in client.get(section).text
    client.post(link("respond-language"), {"language": "gd", "next": section})
    page = client.get(section).text
    assert '<html lang="en-gb"' in page
    assert '<legend class="field__label" lang="gd" dir="ltr">Gàidhlig ' in page
    assert ">Gàidhlig Strongly agree</label>" in page


def test_what_the_browser_asks_for_comes_first(client, link):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr, gd;q=0.9, en;q=0.5"
    assert "Gàidhlig Strongly agree" in client.get(link("respond-section", "clarity")).text
    client.post(link("respond-language"), {"language": "en-gb"})
    assert "Gàidhlig Strongly agree" not in client.get(link("respond-section", "clarity")).text


def test_interface_and_questionnaire_go_together(client, link, settings, tmp_path):
    with languages.offered(settings, tmp_path, languages.ENGLISH, GAELIC):
        languages.translate("gd", scenarios.in_gaelic)
        client.post(link("respond-language"), {"language": "gd"})
        page = client.get(link("respond-section", "clarity")).text
        assert '<html lang="gd"' in page
        assert '<legend class="field__label">Gàidhlig ' in page
        assert "Gàidhlig Continue" in page


def test_the_choice_goes_with_the_person_to_other_devices_and_e_mails(
    client, link, review, cast, settings, tmp_path
):
    with languages.offered(settings, tmp_path, languages.ENGLISH, GAELIC):
        languages.translate("gd", scenarios.in_gaelic)
        client.post(link("respond-language"), {"language": "gd"})
        client.cookies.clear()
        assert '<html lang="gd"' in client.get(link("respond")).text
        mail.outbox.clear()
        OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(days=2))
        with scenarios.TestCase.captureOnCommitCallbacks(execute=True):
            remind(review=review, group=ReminderGroup.UNFINISHED)
        words = {letter.to[0]: letter.body for letter in mail.outbox}
        assert "Gàidhlig" in words["ben@example.org"]
        assert "Gàidhlig" not in words["cleo@example.org"]


def test_changing_the_language_loses_nothing_on_the_page(client, link, review):
    """Without JavaScript, too: the page is sent off with the choice."""
    section = link("respond-section", "clarity")
    page = client.get(section).text
    assert 'form="answers">Gàidhlig' in page
    code = review.questionnaire.sections_in_order[0].statements[0].code
    consideration = review.questionnaire.sections_in_order[0].consideration
    section = link("respond-section", consideration)
    reply = client.post(section, {code: "4", "comment": "Well.", "language": "gd"})
    assert reply.url == section
    assert opened.answer().rating == 4
    assert "Gàidhlig Strongly agree" in client.get(section).text


def test_a_page_with_mistakes_keeps_its_language(client, link, review):
    client.post(link("respond-language"), {"language": "gd"})
    section = link("respond-section", review.questionnaire.sections_in_order[0].consideration)
    page = client.post(section, {"comment": "x" * 2001})
    assert page.status_code == 200
    assert "Gàidhlig Strongly agree" in page.text


def test_what_is_not_on_offer_can_not_be_chosen(client, link, cast):
    client.post(link("respond-language"), {"language": "cy"})
    cast.ben.person.refresh_from_db()
    assert cast.ben.person.language == ""
    assert "language" not in client.cookies


def test_the_preview_shows_every_language_of_the_questionnaire(as_, review):
    address = reverse("assessments:review-preview", args=[review.pk])
    assert 'href="?language=gd"' in as_("ana").get(address).text
    page = as_("ana").get(address, {"language": "gd"}).text
    assert '<ol class="list" lang="gd" dir="ltr">' in page
    assert "Gàidhlig How far" in page


def test_results_are_read_in_the_readers_language(as_, cast, settings, tmp_path):
    review = scenarios.closed_review(cast.partnership, questionnaire=scenarios.pulse_in_gaelic())
    text = review.questionnaire.sections_in_order[0].statements[0].text
    consideration = review.questionnaire.sections_in_order[0].consideration
    address = reverse("insights:consideration", args=[review.pk, consideration])
    with languages.offered(settings, tmp_path, languages.ENGLISH, GAELIC):
        ana = as_("ana")
        assert f"Gàidhlig {text}" not in ana.get(address).text
        ana.post(reverse("accounts:language"), {"language": "gd"})
        assert f"Gàidhlig {text}" in ana.get(address).text

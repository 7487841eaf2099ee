"""Choosing the language of the interface: remembered on the device, and on the account."""

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse
from django.utils import translation

from partnerships.mail.delivery import deliver_now
from partnerships.models import OutgoingEmail
from tests import languages, scenarios

pytestmark = pytest.mark.once

CHOOSE = reverse("accounts:language")
EVIDENCE = reverse("evidence:index")


def welsh(text: str) -> str:
    return f"Cymraeg: {text}" if "%(" in text or "{" in text else f"Cymraeg {text}"


@pytest.fixture
def bilingual(settings, tmp_path):
    """English and Welsh are on offer, and every text has been translated."""
    with languages.offered(settings, tmp_path, languages.ENGLISH, languages.WELSH):
        languages.translate("cy", welsh)
        yield


def test_one_language_is_no_choice(client, db):
    assert CHOOSE not in client.get(EVIDENCE).text


def test_a_choice_is_offered_by_name_and_says_which_it_is(client, db, bilingual):
    page = " ".join(client.get(EVIDENCE).text.split())
    assert '<html lang="en-gb" dir="ltr">' in page
    assert 'value="en-gb" lang="en-gb" aria-current="true" >English</button>' in page
    assert 'value="cy" lang="cy" >Cymraeg</button>' in page


def test_the_browsers_language_is_shown_until_another_is_chosen(client, db, bilingual):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "cy-GB, en;q=0.5"
    assert '<html lang="cy" dir="ltr">' in client.get(EVIDENCE).text
    client.post(CHOOSE, {"language": "en-gb"})
    assert '<html lang="en-gb"' in client.get(EVIDENCE).text


def test_a_choice_leads_back_and_is_remembered(client, db, bilingual):
    reply = client.post(CHOOSE, {"language": "cy", "next": f"{EVIDENCE}?x=1"})
    assert (reply.status_code, reply.url) == (302, f"{EVIDENCE}?x=1")
    assert client.cookies["language"]["max-age"] == 365 * 24 * 60 * 60
    page = client.get(EVIDENCE)
    assert "Cymraeg Skip to the main content" in page.text
    assert "Cymraeg The right approach" in page.text
    assert page.headers["Content-Language"] == "cy"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_a_choice_leads_nowhere_else(client, db, bilingual, elsewhere):
    assert client.post(CHOOSE, {"language": "cy", "next": elsewhere}).url == "/"


def test_what_is_not_on_offer_can_not_be_chosen(client, db, bilingual):
    client.post(CHOOSE, {"language": "xx", "next": EVIDENCE})
    assert "language" not in client.cookies


def test_an_account_remembers_it_on_every_device(as_, cast, bilingual):
    as_("ben").post(CHOOSE, {"language": "cy"})
    assert '<html lang="cy"' in as_("ben").get("/").text
    assert '<html lang="en-gb"' in as_("cleo").get("/").text


def test_a_language_no_longer_on_offer_gives_way(as_, cast, bilingual, settings):
    as_("ben").post(CHOOSE, {"language": "cy"})
    settings.LANGUAGES = [languages.ENGLISH]
    assert '<html lang="en-gb"' in as_("ben").get("/").text
    cast.ben.person.refresh_from_db()
    assert cast.ben.person.written_in == "en-gb"


def test_what_is_written_from_right_to_left_is_laid_out_so(client, db, bilingual, settings):
    settings.LANGUAGES = [languages.ENGLISH, languages.ARABIC]
    client.post(CHOOSE, {"language": "ar"})
    assert '<html lang="ar" dir="rtl">' in client.get(EVIDENCE).text


def test_e_mails_come_in_the_language_of_whom_they_are_to(cast, bilingual):
    cast.ben.person.language = "cy"
    cast.ben.person.save()
    scenarios.open_review(cast.partnership)
    emails = {email.to[0]: email for email in mail.outbox}
    to_ben, to_cleo = emails["ben@example.org"], emails["cleo@example.org"]
    assert to_ben.subject == "Cymraeg: Riverside Partnership: how do you see it?"
    assert "Cymraeg Thank you." in to_ben.body
    html = to_ben.alternatives[0].content
    assert '<html lang="cy" dir="ltr">' in html
    assert "Cymraeg If the button does not work" in html
    assert "Cymraeg" not in f"{to_cleo.subject}{to_cleo.body}{to_cleo.alternatives[0].content}"


def test_dates_in_an_e_mail_are_in_its_language(cast, bilingual, settings):
    cast.ben.person.language = "cy"
    cast.ben.person.save()
    review = scenarios.open_review(cast.partnership, closes_on="2027-01-05")
    assert review.pk
    emails = {email.to[0]: email.body for email in mail.outbox}
    assert "5 Cymraeg January 2027" in emails["ben@example.org"]
    assert "5 January 2027" in emails["cleo@example.org"]


def test_a_code_to_sign_in_comes_in_the_language_of_the_page(client, cast, bilingual):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "cy"
    with TestCase.captureOnCommitCallbacks():
        client.post(reverse("account_login"), {"email": "ben@example.org"})
    with translation.override("en-gb"):  # as a worker has it
        deliver_now(OutgoingEmail.objects.values_list("pk", flat=True))
    [email] = mail.outbox
    assert "Cymraeg" in email.subject
    assert '<html lang="cy"' in email.alternatives[0].content


def test_a_partnership_is_written_to_in_its_language_until_somebody_chooses(as_, cast, bilingual):
    edit = reverse("partnerships:partnership-edit", args=[cast.partnership.pk])
    page = as_("ana").get(edit)
    assert "Language of emails" in page.text
    form = page.context["form"]
    as_("ana").post(edit, {name: form[name].value() for name in form.fields} | {"language": "cy"})
    cast.cleo.person.language = "en-gb"
    cast.cleo.person.save()
    cast.partnership.refresh_from_db()
    scenarios.open_review(cast.partnership)
    subjects = {email.to[0]: email.subject for email in mail.outbox}
    assert subjects["ben@example.org"].startswith("Cymraeg")
    assert not subjects["cleo@example.org"].startswith("Cymraeg")


def test_a_link_leads_to_a_page_in_the_language_of_the_e_mail(client, cast, bilingual):
    cast.partnership.language = "cy"
    cast.partnership.save()
    review = scenarios.open_review(cast.partnership)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en-GB"
    link = reverse("assessments:respond", args=[review.pk, scenarios.token_for(review, cast.ben)])
    assert '<html lang="cy"' in client.get(link).text


def test_with_one_language_a_partnership_is_not_asked_for_its_own(as_, cast):
    edit = reverse("partnerships:partnership-edit", args=[cast.partnership.pk])
    assert "Language of emails" not in as_("ana").get(edit).text

"""Whatever somebody reads can be translated: pages, what forms answer, e-mails and reports.

The product is put into a made-up language. What is then still in plain letters has to be something
that people wrote. What only hosts are told (commands, checks, the administration) is in English.
"""

import ast
import re
from collections.abc import Iterator
from zoneinfo import available_timezones

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import Person
from assessments.questionnaires.translations import known_languages, texts_of
from assessments.questionnaires.versions import shipped_definitions
from evidence.bank import shipped_bank
from partnerships.mail import message
from partnerships.models import OutgoingEmail
from reports import paper, pdf
from tests import languages, opened
from tests.pseudo import Reading, left_in_english, pseudo, texts_in, written
from translations.extraction import KEYWORDS

from .addresses import EVERY, POST_ONLY, SIGNING_IN
from .places import APPS, Place
from .test_rooms import CHAIN, modules

pytestmark = pytest.mark.once

MADE_UP = ("zz", "Zz")
LOOKS_IN = {
    "draft": (),
    "open": ("ben", "dev", "stranger"),
    "closing": (),
    "closed": (),
    "shared": ("ben",),
    "cancelled": ("stranger",),
}
TRANSLATION = "django.utils.translation"
OTHER = ("get_language", "get_language_info", "override", "to_locale")
SENDS_IN = ("draft", "open", "closed")


@pytest.fixture
def made_up(settings, tmp_path, cast):
    """Everybody reads the made-up language."""
    with languages.offered(settings, tmp_path, languages.ENGLISH, MADE_UP):
        languages.translate("zz", pseudo)
        Person.objects.update(language="zz")
        yield


def data() -> list[str]:
    """What is rightly not translated: what people wrote, and names."""
    shipped = [text for one in shipped_definitions() for text in texts_of(one).values()]
    sources = shipped_bank().sources.values()
    cited = [text for one in sources for text in (one.authors, one.title, one.publisher, one.link)]
    zones = [zone.replace("_", " ") for zone in available_timezones()]
    spoken = [name for _code, name in known_languages()]
    spreadsheet = ["answers.csv", "Organisation", "Level"]
    names = ["Parallax", "English", "Zz", "CSV", "XLSX", "JSON", *spreadsheet]
    comments = [one.comment for one in opened.sections()]
    return [*written(*APPS), *comments, *shipped, *cited, *zones, *spoken, *names]


def left_on(reply: HttpResponse, expected: list[str]) -> set[str]:
    if "html" not in reply.headers.get("Content-Type", ""):
        return set()
    return left_in_english(Reading(reply.text).texts, expected)


def pages(place: Place) -> Iterator[tuple[str, str]]:
    """Those of a review in each of its states, all others once."""
    for name in place.names:
        yield name, place.url(name)
    if place.state == "open":
        patterns = dict(EVERY)
        for name in SIGNING_IN:
            kwargs = dict.fromkeys(patterns[name].pattern.converters, 1)
            yield name, reverse(name, kwargs=kwargs)


def sent(shown: HttpResponse) -> Iterator[dict[str, object]]:
    """What is sent off to an address: nothing, nonsense, and what its form shows to begin with."""
    if shown.status_code not in (200, POST_ONLY):
        return
    yield {}
    form = shown.context.get("form") if shown.context else None
    if getattr(form, "fields", None):
        yield dict.fromkeys(map(form.add_prefix, form.fields), "x")
        values = {form.add_prefix(name): form[name].value() for name in form.fields}
        yield {name: value for name, value in values.items() if value is not None}


def test_every_page_and_what_is_said_to_whatever_is_sent(place, made_up, as_):
    expected, found = data(), []
    for person in ("ana", *LOOKS_IN[place.state]):
        browser = as_(person)
        browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "zz"
        for name, url in pages(place):
            shown = browser.get(url)
            found += [f"{name} as {person}: {text}" for text in left_on(shown, expected)]
            for given in sent(shown) if person == "ana" and place.state in SENDS_IN else ():
                with transaction.atomic():
                    left = left_on(browser.post(url, given, follow=True), expected)
                    found += [f"{name} with {given}: {text}" for text in left]
                    transaction.set_rollback(True)
    assert not found, "\n".join(found)


def test_pages_that_say_what_went_wrong(made_up, rf):
    with translation.override("zz"):
        for status in ("400", "403", "403_csrf", "404", "429", "500"):
            page = render_to_string(f"{status}.html", request=rf.get("/"))
            assert '<html lang="zz"' in page
            assert not left_in_english(Reading(page).texts, ["Parallax", "English", "Zz"]), status


def test_texts_are_marked_by_names_that_extraction_knows():
    """A function under another name marks nothing: its texts would be found by nobody."""
    for app in CHAIN:
        for path in modules(app):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                marks = isinstance(node, ast.ImportFrom) and node.module == TRANSLATION
                for alias in node.names if marks else ():
                    known = alias.asname in (None, "_") and alias.name in {*KEYWORDS, *OTHER}
                    assert known, f"{path}: {alias.name} as {alias.asname}"


def test_every_e_mail_and_message_about_signing_in(made_up):
    context = {"code": "", "email": "", "timestamp": timezone.now(), "user": "", "name": ""}
    with translation.override("zz"):
        for template in (settings.BASE_DIR / "templates" / "account").rglob("*.txt"):
            said = render_to_string(template, context)
            assert not left_in_english([said], data()), template.name


def test_scripts_say_nothing_of_their_own():
    """What a script shows comes with the page, where it can be translated."""
    for script in (settings.BASE_DIR / "static" / "js").glob("*.js"):
        code = re.sub(r"//.*", "", script.read_text("utf-8"))
        assert not re.findall(r"""["'`][A-Z][a-z’']+ [a-z][^"'`]*["'`]""", code), script.name


def test_every_e_mail(place, made_up, cast):
    expected, found = data(), []
    cast.ben.person.refresh_from_db()
    about = place.parts["review_id"]
    for kind in message._WRITERS:
        words = message.content_of(
            OutgoingEmail(kind=kind, member=cast.ben, about=about, to="b@example.org")
        )
        if words:
            [html] = [one.content for one in words.message("b@example.org").alternatives]
            texts = [words.subject, words.body, *Reading(html).texts]
            found += [f"{kind}: {text}" for text in left_in_english(texts, expected)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("place", ["closed"], indirect=True)
def test_the_report_and_the_paper_questionnaire(place, made_up, as_, monkeypatch):
    printed = []
    for writer in (pdf, paper):
        monkeypatch.setattr(writer, "typeset", lambda _form, it, **_: printed.append(it) or b"")
    for name in ("reports:report", "reports:paper"):
        as_("ana").get(place.url(name))
    assert len(printed) == 2
    printed = [{**one, "file_stem": "", "lang": ""} for one in printed]
    assert not left_in_english(texts_in(printed), data())

"""`manage.py translations`: a host's translation is written, checked and taken into use."""

from io import StringIO

import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command
from django.utils import translation

from tests import languages
from translations.checks import every_language_is_there
from translations.extraction import template

pytestmark = pytest.mark.once

WELSH = {
    "Sign in": "Mewngofnodi",
    "The right approach": "Y dull cywir",
    "My actions": "Fy nghamau gweithredu",
}


@pytest.fixture
def folder(settings, tmp_path):
    """A host's own folder of translations, into which nothing has been put."""
    with languages.offered(
        settings, tmp_path / "translations", languages.ENGLISH, languages.WELSH
    ) as folder:
        yield folder


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("translations", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def refused(*arguments: str) -> str:
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("translations", *arguments, stdout=out, stderr=out)
    return f"{out.getvalue()}{refusal.value}"


def fill_in(file, words: dict[str, str]) -> None:
    """What a translator does with the file."""
    text = file.read_text("utf-8")
    for original, said in words.items():
        assert f'msgid "{original}"\nmsgstr ""' in text, original
        text = text.replace(
            f'msgid "{original}"\nmsgstr ""', f'msgid "{original}"\nmsgstr "{said}"'
        )
    file.write_text(text, "utf-8")


def test_a_translation_that_is_filled_in_and_used_is_what_readers_see(folder, client, db):
    run("write", "cy")
    fill_in(folder / "cy.po", WELSH)
    assert "Restart the web server" in run("use", "cy")
    languages.restart()
    assert "Mewngofnodi" in client.get("/", headers={"Accept-Language": "cy"}).text
    assert "Y dull cywir" in client.get("/evidence/", headers={"Accept-Language": "cy"}).text
    assert "Mewngofnodi" not in client.get("/").text


def test_it_says_how_much_is_translated(folder):
    run("write", "cy")
    before = run()
    fill_in(folder / "cy.po", WELSH)
    done, of = run("check", "cy").removeprefix("cy: ").split()[:3:2]
    assert int(of) == len(template())
    assert int(done) == int(before.removeprefix("cy: ").split()[0]) + len(WELSH)


def test_what_the_framework_says_itself_is_filled_in_already(folder):
    run("write", "cy")
    with (folder / "cy.po").open("rb") as file:
        assert read_po(file).get("This field is required.").string == "Mae angen y maes hwn."


def test_bringing_a_file_up_to_date_keeps_what_was_translated(folder):
    run("write", "cy")
    fill_in(folder / "cy.po", WELSH)
    file = folder / "cy.po"
    file.write_text(file.read_text("utf-8") + '\nmsgid "Gone"\nmsgstr "Mynd"\n', "utf-8")
    run("write", "cy")
    text = file.read_text("utf-8")
    assert 'msgstr "Mewngofnodi"' in text
    assert '#~ msgid "Gone"' in text


def test_without_a_language_it_writes_a_template(folder):
    assert str(folder / "parallax.pot") in run("write")
    with (folder / "parallax.pot").open("rb") as file:
        assert len(read_po(file)) == len(template())


@pytest.mark.parametrize(
    ("original", "said", "fault"),
    [
        ("Part %(number)s of %(parts)s", "Rhan %(rhif)s o %(parts)s", "%(rhif)s is not in"),
        ("Part %(number)s of %(parts)s", "Rhan %(number)s", "%(parts)s is missing"),
        ("Part %(number)s of %(parts)s", "Rhan %(number)s %(parts)s 5% x", "%%"),
        ("{answered} of {total} answered", "{answered} wedi", "{total} is missing"),
        ("Sign in", "<a>Mewngofnodi</a>", "<a> is not in the original"),
    ],
)
def test_what_would_break_a_page_is_named_by_its_line_and_not_used(folder, original, said, fault):
    run("write", "cy")
    file = folder / "cy.po"
    fill_in(file, {original: said})
    line = next(
        number
        for number, text in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if text == f'msgid "{original}"'
    )
    told = refused("use", "cy")
    assert f"{file}:{line}: " in told
    assert fault in told
    assert not (folder / "cy").exists()


def test_a_file_that_is_no_translation_is_refused_by_its_line(folder):
    folder.mkdir()
    file = folder / "cy.po"
    file.write_text('msgid ""\nmsgstr ""\n\nmsgid "Sign in"\nmsgtsr "Mewngofnodi"\n')
    assert f"{file}:5: " in refused("check", "cy")
    file.write_bytes(b'msgid ""\nmsgstr ""\n\nmsgid "Sign in"\nmsgstr "\xff"\n')
    assert f"{file}:5: This file is not UTF-8" in refused("check", "cy")
    assert "No such file" in refused("check", "gd")


def test_a_plural_wants_all_its_forms(folder):
    run("write", "gd")
    file = folder / "gd.po"
    plural = 'msgid_plural "%(count)s people have been invited."\nmsgstr[0] ""\n'
    text = file.read_text("utf-8")
    assert plural in text
    file.write_text(text.replace(plural, plural.replace('""', '"%(count)s neach"')), "utf-8")
    assert "Fill in all 4 plural forms" in refused("check", "gd")


def test_a_host_is_told_of_a_language_that_is_offered_without_a_translation(folder):
    [warning] = every_language_is_there()
    assert "Cymraeg (cy)" in warning.msg
    run("write", "cy")
    run("use", "cy")
    assert not every_language_is_there()


def test_every_kind_of_text_is_in_the_template():
    catalog = template()
    of_a_template, of_code = catalog.get("Skip to the main content"), catalog.get("Waiting")
    assert of_a_template.locations[0][0] == "templates/base.html"
    assert of_code.locations[0][0] == "partnerships/models/outgoing_email.py"
    assert catalog.get("%(count)s person has been invited.").pluralizable
    assert "evidence/data" in catalog.get("The right approach").locations[-1][0]
    with translation.override("cy"):
        assert template().get("The right approach")


def test_a_head_that_python_cannot_read_is_refused(folder):
    run("write", "cy")
    file = folder / "cy.po"
    text = file.read_text("utf-8")
    start, end = text.index('"Plural-Forms'), text.index('"MIME-Version')
    bad = '"Plural-Forms: nplurals=6; plural=import os;\\n"\n'
    file.write_text(text[:start] + bad + text[end:], "utf-8")
    assert "cy.po:1: Plural-Forms" in refused("check", "cy")

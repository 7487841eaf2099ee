"""A questionnaire's file is read whole or not at all, and what is wrong is named by its line."""

import re

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Questionnaire
from assessments.questionnaires.files import FaultyFile, read_questionnaire
from assessments.questionnaires.versions import DIRECTORY

from .test_definitions import SMALL

WELSH = """
translations:
  cy:
    title: Bach
    description: Un datganiad.
    rating: {question: "I ba raddau?", labels: [Dim, Rhannol, Llwyr]}
    importance: {question: "Faint?", labels: [Ychydig, Peth, Llawer]}
    considerations:
      power: {introduction: Meddyliwch., comment_prompt: Dywedwch fwy.}
    statements:
      power-voice: {text: Rydym yn gwrando.}
"""
AGAIN = "      - {code: power-voice, text: Again., stage: input}\n"


def faults(text: str | bytes) -> list[tuple[int, str]]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(FaultyFile) as faulty:
        read_questionnaire(content)
    return [tuple(one) for one in faulty.value.faults]


@pytest.mark.parametrize(
    ("sound", "broken", "line", "said"),
    [
        ("stage: activity", "stage: dreaming", 14, "“dreaming” is not one of"),
        ("stage: activity", "stage: activity, level: people", 14, "Only outcomes have a level"),
        ("stage: activity", "stage: outcome, level: money", 14, "“money” is not one of"),
        ("stage: activity", "stage: activity, factor: luck", 14, "“luck” is not one of"),
        (", stage: activity", "", 14, "“stage” is missing"),
        ("code: power\n", "code: money\n", 10, "“money” is not one of"),
        ("power-voice", "Power Voice", 14, "“Power Voice” cannot be used for “code”"),
        ("labels: [Not, Partly, Fully]", "labels: [Not, Fully]", 7, "“labels” has 2, but needs"),
        ("labels: [Not, Partly, Fully]", "labels: [No, Partly, Fully]", 7, "Put it in quotes"),
        ("minutes: 1", "minutes: soon", 6, "“minutes” must be a whole number"),
        ("minutes: 1", "minutes: 0", 6, "at least 1"),
        ("title: Small", "title: Small\nsubtitle: Tiny", 5, "“subtitle” is not allowed"),
        ("title: Small", "title: Small\ntitle: Tiny", 5, "“title” appears twice here"),
        ("title: Small", f"title: {'x' * 151}", 4, "longer than 150"),
        ("title: Small", 'title: " "', 4, "“title” is empty"),
        ("title: Small", "title: [Small", 5, "This is not YAML"),
        ("minutes: 1", "minutes: 1:15", 6, "“minutes” must be a whole number"),
        ("minutes: 1", "minutes: 2026-05-03", 6, "“minutes” must be a whole number"),
        ("minutes: 1", f"minutes: {'9' * 5000}", 1, "too long to read"),
        ("title: Small", "title: !!timestamp 99", 4, "Tags (!) cannot be used"),
        ("title: Small", "title: !!python/name:os.system x", 4, "Tags (!) cannot be used"),
        ("title: Small", "<<: {title: Small}", 4, "“<<” is not allowed here"),
        ("text: We listen.", "text: *this", 14, "References (*) cannot be used"),
        ("rating: {", "rating: wide\nold: {", 7, "“rating” must have parts"),
    ],
)
def test_a_fault_is_named_by_its_line(sound, broken, line, said):
    text = SMALL.replace(sound, broken)
    assert text != SMALL
    found = faults(text)
    assert any(number == line and said in message for number, message in found), found


def test_everything_is_named_at_once():
    text = SMALL.replace("minutes: 1", "minutes: soon").replace("activity", "dreaming")
    assert [line for line, _message in faults(text)] == [6, 14]


def test_a_code_stands_once():
    assert faults(SMALL + AGAIN) == [(15, "used more than once: power-voice")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"- just\n- a list\n", "parts of its own"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"PK\x03\x04", "not YAML"),
        (b"!!python/object/apply:os.system [ls]", "not YAML"),
        (b"[" * 400, "nested more deeply"),
        (b"a: [" + b"1," * 200_000 + b"]", "contains more than"),
        (b"".join(b"k%d: 1\n" % number for number in range(45_000)), "contains more than"),
        (b"a: " + b"x" * 500_001, "too long"),
        (b"? [a, b]\n: c\n", "plain text"),
    ],
)
def test_what_is_no_questionnaire_is_refused_by_what_is_in_it(content, said):
    [(_line, message), *_more] = faults(content)
    assert said in message


def test_fifty_faults_are_named_at_most():
    found = faults(SMALL + "".join(f"k{number}: 1\n" for number in range(9_000)))
    assert len(found) == 51
    assert "more errors" in found[-1][1]


def test_one_file_holds_several_languages():
    definition = read_questionnaire((SMALL + WELSH).encode())
    assert definition.translations["cy"].statements["power-voice"].text == "Rydym yn gwrando."


@pytest.mark.parametrize(
    ("sound", "broken", "line", "said"),
    [
        ("power-voice: {text: R", "power-vote: {text: R", 25, "“power-vote” is not part of"),
        ("[Dim, Rhannol, Llwyr]", "[Dim, Llwyr]", 20, "2 labels here, but 3 in the original"),
        ("  cy:", "  en:", 17, "“en” is the language"),
        ("  cy:", "  Welsh!:", 17, "cannot be used"),
    ],
)
def test_a_translation_that_does_not_fit_is_named_by_its_line(sound, broken, line, said):
    found = faults((SMALL + WELSH).replace(sound, broken))
    assert any(number == line and said in message for number, message in found), found


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "ours.yaml"
        path.write_text(text, "utf-8")
        return path

    return written


def test_the_command_checks_what_ships(capsys):
    call_command("questionnaires", "check", *map(str, sorted(DIRECTORY.glob("*.yaml"))))
    assert capsys.readouterr().out.count("is valid") == 3


def test_the_command_names_faults_by_line(file, capsys):
    path = file(SMALL.replace("minutes: 1", "minutes: soon"))
    with pytest.raises(CommandError, match="1 to correct"):
        call_command("questionnaires", "check", str(path))
    assert f"{path}:6: “minutes” must be a whole number." in capsys.readouterr().err


def test_the_command_says_what_a_translation_lacks(file, capsys):
    unfinished = WELSH.replace("title: Bach", "title: ''")
    call_command("questionnaires", "check", str(file(SMALL + unfinished)))
    assert "Cymraeg: 1 texts to translate" in capsys.readouterr().out


def test_the_command_loads_a_version_beside_the_old_one_and_lists_both(db, file, capsys):
    call_command("questionnaires", "load", str(file(SMALL)))
    with pytest.raises(CommandError, match="Give it a new version"):
        call_command("questionnaires", "load", str(file(SMALL.replace("listen", "shout"))))
    later = SMALL.replace("version: 1", "version: 2") + WELSH
    call_command("questionnaires", "load", str(file(later)))
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("questionnaires", "load", str(file("code: [")))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("questionnaires", "load", "nothing-here.yaml")
    assert Questionnaire.objects.filter(code="small").count() == 2
    capsys.readouterr()
    call_command("questionnaires")
    listed = capsys.readouterr().out
    assert "small 1: Small; English; 3 points; in 0 reviews" in listed
    assert "small 2: Small; English, Cymraeg; 3 points; in 0 reviews" in listed


def test_the_command_prints_a_next_version_to_be_translated(db, file, capsys):
    call_command("questionnaires", "load", str(file(SMALL)))
    capsys.readouterr()
    call_command("questionnaires", "translate", "small", "cy")
    empty = capsys.readouterr().out
    assert "text: ''" in empty
    call_command("questionnaires", "check", str(file(empty)))
    assert "version 2, is valid" in (said := capsys.readouterr().out)
    assert "texts to translate" in said
    filled = re.sub(r"''", "Rhywbeth", empty)
    call_command("questionnaires", "load", str(file(filled)))
    assert Questionnaire.objects.get(code="small", version=2).languages == ["en", "cy"]
    with pytest.raises(CommandError, match="There is no “large”"):
        call_command("questionnaires", "translate", "large", "cy")

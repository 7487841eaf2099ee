"""Questionnaires are files that are checked on the way in, and versions that never change."""

from collections import Counter

import pytest
from pydantic import ValidationError

from assessments.definitions import (
    DIRECTORY,
    ChangedVersion,
    bring_into_use,
    read_definition,
    shipped_definitions,
)
from assessments.models import Questionnaire, Statement
from evidence.bank import Code, Stage

SMALL = """
code: small
version: 1
title: Small
description: One statement.
minutes: 1
rating: {question: "How far?", labels: [Not, Partly, Fully]}
importance: {question: "How much?", labels: [Little, Some, Much]}
considerations:
  - code: power
    introduction: Think.
    comment_prompt: Say more.
    statements:
      - {code: power-voice, text: We listen., stage: activity}
"""


def shipped(code):
    return next(one for one in shipped_definitions() if one.code == code)


def statements_of(definition):
    """Each statement's words and stage, by code."""
    return {
        one.code: (one.text, one.stage, one.help)
        for section in definition.considerations
        for one in section.statements
    }


@pytest.fixture
def full():
    return shipped("full-reflection")


def test_three_questionnaires_ship_and_say_how_long_they_take():
    minutes = {one.code: one.minutes for one in shipped_definitions()}
    assert minutes == {"full-reflection": 12, "pulse": 3, "starting-out": 8}


def test_the_pulse_is_twelve_statements_of_the_full_reflection(full):
    pulse = statements_of(shipped("pulse"))
    assert len(pulse) == 12
    assert pulse.items() <= statements_of(full).items()


def test_the_same_code_is_the_same_statement_in_every_questionnaire(full):
    starting = statements_of(shipped("starting-out"))
    shared = starting.keys() & statements_of(full).keys()
    assert len(shared) >= 8
    assert all(starting[code] == statements_of(full)[code] for code in shared)


@pytest.mark.parametrize("definition", shipped_definitions(), ids=lambda one: one.code)
def test_every_questionnaire_asks_about_all_eight_on_every_stage_and_one_scale(definition, full):
    assert [section.code for section in definition.considerations] == Code.values
    assert {stage for _text, stage, _help in statements_of(definition).values()} == set(Stage)
    assert (definition.rating, definition.importance) == (full.rating, full.importance)


def test_the_full_reflection_has_five_statements_for_each_of_the_eight_considerations(full):
    assert [section.code for section in full.considerations] == Code.values
    assert {len(section.statements) for section in full.considerations} == {5}


def test_every_statement_stands_on_a_stage_and_every_stage_is_there(full):
    stages = Counter(s.stage for section in full.considerations for s in section.statements)
    assert set(stages) == set(Stage)
    assert min(stages.values()) >= 10


def test_every_consideration_asks_what_has_come_of_it(full):
    for section in full.considerations:
        assert Stage.OUTCOME in {statement.stage for statement in section.statements}


@pytest.mark.parametrize("definition", shipped_definitions(), ids=lambda one: one.code)
def test_statements_are_short_enough_to_read_on_a_phone(definition):
    for text, _stage, _help in statements_of(definition).values():
        assert len(text.split()) <= 20, text


def test_every_file_that_ships_is_sound():
    assert len(shipped_definitions()) == len(list(DIRECTORY.glob("*.yaml")))


def test_bringing_a_version_into_use_twice_makes_it_once(db, full):
    assert bring_into_use(full) == bring_into_use(full)
    assert Questionnaire.objects.count() == 1
    assert Statement.objects.count() == 40


def test_a_version_in_use_can_not_change(db):
    bring_into_use(read_definition(SMALL))
    with pytest.raises(ChangedVersion, match="Give it a new version"):
        bring_into_use(read_definition(SMALL.replace("We listen.", "We shout.")))
    bring_into_use(
        read_definition(SMALL.replace("We listen.", "We shout.").replace("n: 1", "n: 2"))
    )
    assert Questionnaire.objects.count() == 2


@pytest.mark.parametrize(
    ("sound", "broken", "fault"),
    [
        ("stage: activity", "stage: dreaming", "stage"),
        ("code: power\n", "code: money\n", "considerations.0.code"),
        ("power-voice", "Power Voice", "code"),
        ("labels: [Not, Partly, Fully]", "labels: [Not, Fully]", "rating.labels"),
        ("minutes: 1", "minutes: soon", "minutes"),
        ("title: Small", "title: Small\nsubtitle: Tiny", "subtitle"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_field_at_fault(sound, broken, fault):
    with pytest.raises(ValidationError, match=fault):
        read_definition(SMALL.replace(sound, broken))


def test_a_code_stands_once():
    twice = SMALL + "      - {code: power-voice, text: Again., stage: input}\n"
    with pytest.raises(ValidationError, match="used more than once: power-voice"):
        read_definition(twice)

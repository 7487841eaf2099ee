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


@pytest.fixture
def full():
    return next(one for one in shipped_definitions() if one.code == "full-reflection")


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


def test_statements_are_short_enough_to_read_on_a_phone(full):
    for section in full.considerations:
        for statement in section.statements:
            assert len(statement.text.split()) <= 20, statement.text


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

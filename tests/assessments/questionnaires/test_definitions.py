"""Questionnaires are files that are checked on the way in, and versions that never change."""

import json
from collections import Counter

import jsonschema
import pytest
import yaml
from django.db import DatabaseError, connection, transaction

from assessments.models import Questionnaire, Section, Statement
from assessments.questionnaires import schema
from assessments.questionnaires.files import read_questionnaire, write_questionnaire
from assessments.questionnaires.versions import (
    DIRECTORY,
    ChangedVersion,
    bring_into_use,
    definition_of,
    definitions_for_everybody,
    load_for_everybody,
    shipped_definitions,
)
from evidence.bank import Code, Factor, OutcomeLevel, Stage
from tests import scenarios

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


def small(text=SMALL):
    return read_questionnaire(text.encode())


def shipped(code):
    return next(one for one in shipped_definitions() if one.code == code)


def statements_of(definition):
    """Each statement's words, stage and level, by code."""
    return {
        one.code: (one.text, (one.stage, one.level), one.help)
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
    placed = statements_of(definition).values()
    assert {stage for _text, (stage, _level), _help in placed} == set(Stage)
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
def test_every_outcome_says_whom_or_what_it_is_for_and_nothing_else_does(definition):
    for one in definition.statements:
        assert bool(one.level) == (one.stage == Stage.OUTCOME), one.code


def test_the_full_reflection_asks_about_outcomes_of_every_level(full):
    assert {one.level for one in full.statements if one.level} == set(OutcomeLevel)


def test_a_statement_may_say_what_kind_of_factor_it_is_about_and_keeps_it(db):
    told = small(SMALL.replace("stage: activity", "stage: activity, factor: social"))
    kept = bring_into_use(told)
    assert kept.sections_in_order[0].statements[0].factor == Factor.SOCIAL
    assert definition_of(kept) == told


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
    bring_into_use(small())
    louder = SMALL.replace("We listen.", "We shout.")
    with pytest.raises(ChangedVersion, match="Give it a new version"):
        bring_into_use(small(louder))
    bring_into_use(small(louder.replace("version: 1", "version: 2")))
    assert Questionnaire.objects.count() == 2


@pytest.mark.parametrize("definition", shipped_definitions(), ids=lambda one: one.code)
def test_a_version_comes_out_of_the_database_as_it_went_in(db, definition):
    assert definition_of(bring_into_use(definition)) == definition
    assert read_questionnaire(write_questionnaire(definition).encode()) == definition


def test_the_latest_version_is_asked_from_now_on_and_a_review_keeps_its_own(cast):
    first = load_for_everybody(small())
    review = scenarios.open_quietly(cast.partnership, questionnaire=first)
    load_for_everybody(small(SMALL.replace("version: 1", "version: 2")))
    assert [one.version for one in definitions_for_everybody() if one.code == "small"] == [2]
    review.refresh_from_db()
    assert review.questionnaire.version == 1


def test_a_partnerships_own_codes_are_not_loaded_for_everybody(db):
    with pytest.raises(ChangedVersion, match="custom-"):
        load_for_everybody(small(SMALL.replace("code: small", "code: custom-small")))


CHANGES = {
    "words": lambda one: Statement.objects.filter(section__questionnaire=one).update(text="No."),
    "labels": lambda one: Questionnaire.objects.filter(pk=one.pk).update(rating_labels=["a"] * 3),
    "order": lambda one: Section.objects.filter(questionnaire=one).update(position=9),
    "one more": lambda one: Statement.objects.create(
        section=one.sections.get(), code="new", text="New.", stage="input", position=9
    ),
    "moved in": lambda one: Statement.objects.exclude(section__questionnaire=one).update(
        section=one.sections.get()
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_database_refuses_to_change_a_version(db, change):
    bring_into_use(small(SMALL.replace("code: small", "code: other").replace("voice", "else")))
    kept = bring_into_use(small())
    with pytest.raises(DatabaseError, match="version_is_locked"), transaction.atomic():
        change(kept)
    assert definition_of(kept) == small()


def take_out(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        connection.check_constraints()


def test_the_database_refuses_to_take_from_a_version_that_was_answered(cast):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.ben)
    with pytest.raises(DatabaseError):
        take_out("DELETE FROM assessments_statement WHERE code = 'power-voice'")


def test_the_database_refuses_to_give_an_open_review_another_questionnaire(cast):
    review = scenarios.open_quietly(cast.partnership)
    pulse = scenarios.questionnaire("pulse")
    with pytest.raises(DatabaseError, match="review_keeps_its_word"), transaction.atomic():
        type(review).objects.filter(pk=review.pk).update(questionnaire=pulse)


@pytest.mark.parametrize("file", sorted(DIRECTORY.glob("*.yaml")), ids=lambda one: one.stem)
def test_what_ships_fits_the_published_schema(file):
    published = json.loads(schema.FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(yaml.safe_load(file.read_text("utf-8")), published)


def test_the_published_schema_is_that_of_the_definitions():
    said = "run: manage.py questionnaires schema"
    assert schema.FILE.read_text("utf-8") == schema.schema(), said

"""Whatever is done to a questionnaire of one's own, in whatever order, it can still be asked."""

from contextlib import suppress
from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from assessments.questionnaires import editing
from assessments.questionnaires.definitions import QuestionnaireDefinition
from assessments.questionnaires.services import content_of
from assessments.questionnaires.versions import shipped_definitions
from evidence.bank import Code
from partnerships.refusals import Refused

WORDS = {"text": "We say so.", "stage": "input", "heading": "", "help": ""}
PAGE = {"introduction": "Think.", "comment_prompt": "Say more."}
PULSE = content_of(next(one for one in shipped_definitions() if one.code == "pulse"))
SECTIONS = st.sampled_from(Code.values)
STATEMENTS = st.sampled_from(
    [s["code"] for one in PULSE["considerations"] for s in one["statements"]]
)
CHANGES = st.one_of(
    st.tuples(st.just(editing.add_statement), SECTIONS, st.just(WORDS)),
    st.tuples(st.just(editing.add_section), SECTIONS, st.just(PAGE), st.just(WORDS)),
    st.tuples(st.just(editing.remove_statement), STATEMENTS),
    st.tuples(st.just(editing.remove_section), SECTIONS),
    st.tuples(st.just(editing.move_section), SECTIONS, SECTIONS | st.just("")),
    st.tuples(st.just(editing.move_statement), STATEMENTS, STATEMENTS | st.just("")),
    st.tuples(st.just(editing.move_statement), STATEMENTS, STATEMENTS | st.just(""), SECTIONS),
)
MOVES = {editing.move_section, editing.move_statement}


def read(content: dict) -> QuestionnaireDefinition:
    return QuestionnaireDefinition.model_validate(content | {"code": "custom-x", "version": 1})


def asked(content: dict) -> dict[str, str]:
    """Which consideration each statement stands under."""
    return {one.code: part.code for part in read(content).considerations for one in part.statements}


@given(st.lists(CHANGES, max_size=25))
def test_it_stays_sound_and_what_only_moves_is_neither_lost_nor_doubled(changes):
    content = deepcopy(PULSE)
    for change, *about in changes:
        before = asked(content)
        with suppress(editing.Gone, editing.ChangedMeanwhile, Refused):
            change(content, *about)
        if change in MOVES:
            stays = {code: to for code, to in before.items() if len(about) < 3 or code != about[0]}
            assert asked(content).items() >= stays.items()
            assert asked(content).keys() == before.keys()
    assert read(content).statements

"""Rules that the database itself enforces on questionnaires, reviews and answers.

A version of a questionnaire in use never changes. Once a review has opened, how its answers are
treated, its k, its partner groups, who sees its results and its version of the questionnaire never
change. A review only changes state as `lifecycle` allows, and never reopens once someone has read
its results.
Answers of a closed review can only be deleted once their review says that they were deleted
(`reviews.retention.delete_answers`), or with their whole partnership.
"""

from collections.abc import Iterable, Mapping
from itertools import chain

from config.database_rules import RowChange, Rule

from .lifecycle import May, State, moves, states_for

REVIEW = "assessments_review"
FIXED = ("confidentiality", "k", "partner_groups", "questionnaire_id", "results_for")

Moves = Mapping[tuple[State, State], May]


def rules(allowed: Moves) -> tuple[Rule, ...]:
    """Every rule, given the moves that reviews can make."""
    return tuple(chain(_version_rules(), _review_rules(allowed), _answer_rules()))


VERSION_OF = {
    "assessments_questionnaire": "{row}.id",
    "assessments_section": "{row}.questionnaire_id",
    "assessments_statement": (
        "(SELECT questionnaire_id FROM assessments_section WHERE id = {row}.section_id)"
    ),
}
IS_LOCKED = (
    "EXISTS (SELECT 1 FROM assessments_questionnaire WHERE is_locked AND id IN ({versions}))"
)
IS_ASKED = "EXISTS (SELECT 1 FROM assessments_review WHERE questionnaire_id IN ({versions}))"


def _version_rules() -> Iterable[Rule]:
    """On SQLite foreign keys already prevent what a review asked from being deleted."""
    why = "this version of the questionnaire is in use"
    for table, version in VERSION_OF.items():
        old, new = version.format(row="OLD"), version.format(row="NEW")
        locked, asked = IS_LOCKED.format(versions=f"{old}, {new}"), IS_ASKED.format(versions=old)
        added = IS_LOCKED.format(versions=new)
        yield Rule("version_is_locked", table, RowChange.INSERT, added, why)
        yield Rule("version_is_locked", table, RowChange.UPDATE, locked, why)
        yield Rule("version_is_locked", table, RowChange.DELETE, asked, why, only_on="postgresql")


def _review_rules(allowed: Moves) -> Iterable[Rule]:
    fixed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in FIXED)
    yield Rule(
        "review_keeps_its_word",
        REVIEW,
        RowChange.UPDATE,
        f"OLD.state <> 'draft' AND ({fixed})",
        "what members were told is fixed once a review is open",
    )
    yield Rule(
        "review_moves_as_it_may",
        REVIEW,
        RowChange.UPDATE,
        f"NEW.state <> OLD.state AND NOT ({_any_move(allowed)})",
        "see the table of states and moves",
    )
    reopened = _any_move(move for move, may in allowed.items() if may == May.REOPEN)
    yield Rule(
        "review_was_read",
        REVIEW,
        RowChange.UPDATE,
        f"OLD.results_read_at IS NOT NULL AND (NEW.results_read_at IS NULL OR {reopened})",
        "it is remembered, and the review does not open again",
    )
    yield Rule(
        "review_answers_are_gone",
        REVIEW,
        RowChange.UPDATE,
        "OLD.answers_deleted_at IS NOT NULL AND NEW.answers_deleted_at IS NULL",
        "that the answers of a review were deleted is not taken back",
    )
    yield Rule(
        "review_is_not_replaced",
        REVIEW,
        RowChange.INSERT,
        "EXISTS (SELECT 1 FROM assessments_review WHERE id = NEW.id AND state <> 'draft')",
        "it has been open",
        only_on="sqlite",
    )


def _any_move(some: Iterable[tuple[State, State]]) -> str:
    each = [f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before, after in some]
    return " OR ".join(each) or "FALSE"


RESPONSE = "(SELECT review_id FROM assessments_response WHERE id = OLD.response_id)"
REVIEW_OF = {
    "assessments_response": "OLD.review_id",
    "assessments_answer": RESPONSE,
    "assessments_sectionanswer": RESPONSE,
}
CLOSED = (
    "EXISTS (SELECT 1 FROM assessments_review WHERE id = {review} "
    "AND state IN ({states}) AND answers_deleted_at IS NULL)"
)


def _answer_rules() -> Iterable[Rule]:
    states = ", ".join(f"'{state}'" for state in states_for(May.DELETE_ANSWERS))
    for table, review in REVIEW_OF.items():
        yield Rule(
            "answers_are_kept",
            table,
            RowChange.DELETE,
            CLOSED.format(review=review, states=states),
            "answers of a closed review go by retention alone",
        )


RULES = rules(moves())

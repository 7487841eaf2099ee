"""Changes to the pieces of a questionnaire: its description, scales, sections and statements.

They work on the plain data of a definition, as `OwnQuestionnaire.content` holds it; `services`
keeps what comes of them. A piece is found by its code each time, for somebody else may have moved
it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from partnerships.models.ids import new_id
from partnerships.refusals import Refused

from .definitions import MOST_STATEMENTS, SectionDefinition, StatementDefinition

Piece = dict[str, Any]
"""As JSON holds it."""
SCALES = ("rating", "importance")


class ChangedMeanwhile(Exception):
    """Somebody else has changed this piece since it was read."""


class Gone(LookupError):
    """There is no such piece, or not any more."""


class Found(NamedTuple):
    """A statement and the section it stands in."""

    statement: Piece
    section: Piece


def find_section(content: Piece, code: str) -> Piece:
    return _find(content["considerations"], code)


def find_statement(content: Piece, code: str) -> Found:
    for section in content["considerations"]:
        for statement in section["statements"]:
            if statement["code"] == code:
                return Found(statement, section)
    raise Gone(code)


def find_scale(content: Piece, name: str) -> Piece:
    if name not in SCALES:
        raise Gone(name)
    scale: Piece = content[name]
    return scale


def _find(pieces: list[Piece], code: str) -> Piece:
    for piece in pieces:
        if piece["code"] == code:
            return piece
    raise Gone(code)


def fingerprint(piece: Piece, names: Iterable[str]) -> str:
    """What tells whether these words of a piece are still the same."""
    words = json.dumps([piece[name] for name in names])
    return hashlib.sha256(words.encode()).hexdigest()[:20]


def expect(piece: Piece, names: Iterable[str], seen: str) -> None:
    """ChangedMeanwhile unless these words of a piece are still those that were seen."""
    if fingerprint(piece, names) != seen:
        raise ChangedMeanwhile


def reword(piece: Piece, words: Piece, seen: str) -> None:
    """Give a piece these words if it still says what was seen."""
    expect(piece, words, seen)
    piece.update(words)


def new_code() -> str:
    """A code that no other statement has."""
    return f"ours-{new_id()}"


def add_statement(content: Piece, section: str, words: Piece) -> str:
    """Put a new statement at the end of a section; its code."""
    there = find_section(content, section)
    _expect_room(there)
    code = new_code()
    there["statements"].append({"code": code, **words})
    return code


def add_section(content: Piece, code: str, words: Piece, statement: Piece) -> None:
    """Ask about one more consideration, with a first statement."""
    if any(one["code"] == code for one in content["considerations"]):
        raise ChangedMeanwhile
    first = {"code": new_code(), **statement}
    content["considerations"].append({"code": code, **words, "statements": [first]})


def remove_statement(content: Piece, code: str) -> None:
    statement, section = find_statement(content, code)
    _expect_another(section)
    section["statements"].remove(statement)


def _expect_room(section: Piece) -> None:
    if len(section["statements"]) >= MOST_STATEMENTS:
        raise Refused(_("A consideration has room for %s statements.") % MOST_STATEMENTS)


def _expect_another(section: Piece) -> None:
    if len(section["statements"]) == 1:
        raise Refused(_("A consideration needs a statement. Add another, or remove all of it."))


def remove_section(content: Piece, code: str) -> None:
    section = find_section(content, code)
    if len(content["considerations"]) == 1:
        raise Refused(_("A questionnaire needs a consideration. Add another one first."))
    content["considerations"].remove(section)


def move_statement(content: Piece, code: str, before: str, to: str = "") -> None:
    """Put a statement before another of a section, or at its end; its own unless one is named.

    It keeps its code, so it is compared with what earlier rounds asked under another consideration.
    """
    statement, here = find_statement(content, code)
    there = find_section(content, to) if to else here
    if there is not here:
        _expect_another(here)
        _expect_room(there)
    _put(statement, here["statements"], there["statements"], before)


def move_section(content: Piece, code: str, before: str) -> None:
    """Put a section before another, or at the end."""
    sections = content["considerations"]
    _put(find_section(content, code), sections, sections, before)


def _put(piece: Piece, here: list[Piece], there: list[Piece], before: str) -> None:
    """Take a piece from here and put it there before another, or at the end."""
    if piece["code"] == before:
        return
    next_one = _find(there, before) if before else None
    here.remove(piece)
    there.insert(there.index(next_one) if next_one else len(there), piece)


@dataclass(frozen=True)
class Placed:
    """A section or statement, and before which other it goes if it moves up or down.

    None if it can't; an empty text is the end.
    """

    piece: SectionDefinition | StatementDefinition
    up: str | None
    down: str | None

    @property
    def can_move(self) -> bool:
        return self.up is not None or self.down is not None

    @property
    def statements(self) -> list["Placed"]:
        return placed(self.piece.statements) if isinstance(self.piece, SectionDefinition) else []


def placed(pieces: Sequence[SectionDefinition | StatementDefinition]) -> list[Placed]:
    """Pieces in their order, each with the ways it can be moved."""
    codes = [str(one.code) for one in pieces]
    before: list[str | None] = [None, *codes[:-1]]
    after: list[str | None] = [*codes[2:], "", None][: len(codes)] if codes[1:] else [None]
    return [Placed(*three) for three in zip(pieces, before, after, strict=True)]

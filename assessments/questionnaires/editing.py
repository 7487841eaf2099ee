"""Changes to the items of a questionnaire: its description, scales, sections and statements.

They work on the plain data of a definition, as `CustomQuestionnaire.content` holds it; `services`
saves the result. An item is found by its code each time, because someone else may have moved it.
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

Item = dict[str, Any]
"""As JSON holds it."""
SCALES = ("rating", "importance")


class ChangedMeanwhile(Exception):
    """Someone else has changed this item since it was read."""


class Gone(LookupError):
    """The item does not exist, or no longer does."""


class LocatedStatement(NamedTuple):
    """A statement and its section."""

    statement: Item
    section: Item


def find_section(content: Item, code: str) -> Item:
    return _find(content["considerations"], code)


def find_statement(content: Item, code: str) -> LocatedStatement:
    for section in content["considerations"]:
        for statement in section["statements"]:
            if statement["code"] == code:
                return LocatedStatement(statement, section)
    raise Gone(code)


def find_scale(content: Item, name: str) -> Item:
    if name not in SCALES:
        raise Gone(name)
    scale: Item = content[name]
    return scale


def _find(items: list[Item], code: str) -> Item:
    for item in items:
        if item["code"] == code:
            return item
    raise Gone(code)


def fingerprint(item: Item, names: Iterable[str]) -> str:
    """A fingerprint that shows whether an item's wording is unchanged."""
    words = json.dumps([item[name] for name in names])
    return hashlib.sha256(words.encode()).hexdigest()[:20]


def check_unchanged(item: Item, names: Iterable[str], seen: str) -> None:
    """ChangedMeanwhile unless an item's wording is still what was seen."""
    if fingerprint(item, names) != seen:
        raise ChangedMeanwhile


def reword(item: Item, words: Item, seen: str) -> None:
    """Reword an item if it still says what was seen."""
    check_unchanged(item, words, seen)
    item.update(words)


def new_code() -> str:
    """A code that no other statement has."""
    return f"ours-{new_id()}"


def add_statement(content: Item, section: str, words: Item) -> str:
    """Put a new statement at the end of a section; its code."""
    there = find_section(content, section)
    _check_room(there)
    code = new_code()
    there["statements"].append({"code": code, **words})
    return code


def add_section(content: Item, code: str, words: Item, statement: Item) -> None:
    """Ask about one more consideration, with a first statement."""
    if any(one["code"] == code for one in content["considerations"]):
        raise ChangedMeanwhile
    first = {"code": new_code(), **statement}
    content["considerations"].append({"code": code, **words, "statements": [first]})


def remove_statement(content: Item, code: str) -> None:
    statement, section = find_statement(content, code)
    _check_not_last(section)
    section["statements"].remove(statement)


def _check_room(section: Item) -> None:
    if len(section["statements"]) >= MOST_STATEMENTS:
        raise Refused(_("A consideration can have up to %s statements.") % MOST_STATEMENTS)


def _check_not_last(section: Item) -> None:
    if len(section["statements"]) == 1:
        raise Refused(
            _(
                "A consideration needs at least one statement. Add another one first, or "
                "remove the consideration."
            )
        )


def remove_section(content: Item, code: str) -> None:
    section = find_section(content, code)
    if len(content["considerations"]) == 1:
        raise Refused(_("A questionnaire needs at least one consideration. Add another one first."))
    content["considerations"].remove(section)


def move_statement(content: Item, code: str, before: str, to: str = "") -> None:
    """Put a statement before another of a section, or at its end; its own unless one is named.

    It keeps its code, so it is compared with what earlier rounds asked under another consideration.
    """
    statement, here = find_statement(content, code)
    there = find_section(content, to) if to else here
    if there is not here:
        _check_not_last(here)
        _check_room(there)
    _move(statement, here["statements"], there["statements"], before)


def move_section(content: Item, code: str, before: str) -> None:
    """Put a section before another, or at the end."""
    sections = content["considerations"]
    _move(find_section(content, code), sections, sections, before)


def _move(item: Item, here: list[Item], there: list[Item], before: str) -> None:
    """Move an item between lists, before another or to the end."""
    if item["code"] == before:
        return
    next_one = _find(there, before) if before else None
    here.remove(item)
    there.insert(there.index(next_one) if next_one else len(there), item)


@dataclass(frozen=True)
class MovableItem:
    """A section or statement, and before which other it goes if it moves up or down.

    None if it cannot; an empty text is the end.
    """

    item: SectionDefinition | StatementDefinition
    up: str | None
    down: str | None

    @property
    def can_move(self) -> bool:
        return self.up is not None or self.down is not None

    @property
    def statements(self) -> list["MovableItem"]:
        return (
            movable_items(self.item.statements) if isinstance(self.item, SectionDefinition) else []
        )


def movable_items(items: Sequence[SectionDefinition | StatementDefinition]) -> list[MovableItem]:
    """Items in their order, each with the ways it can be moved."""
    codes = [str(one.code) for one in items]
    before: list[str | None] = [None, *codes[:-1]]
    after: list[str | None] = [*codes[2:], "", None][: len(codes)] if codes[1:] else [None]
    return [MovableItem(*three) for three in zip(items, before, after, strict=True)]

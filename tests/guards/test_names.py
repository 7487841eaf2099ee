"""One name has one meaning: no two modules of the apps give a type the same name."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from .test_rooms import ROOT
from .test_sizes import code

BY_DJANGO = {"Command"}
"""Django finds a management command by its module and asks for a class of this name in it."""


def types_in(text: str) -> Iterator[str]:
    """Classes at the top of a module, and what else it gives a name as types have them."""
    for node in ast.parse(text).body:
        match node:
            case ast.ClassDef(name=named):
                yield named
            case (
                ast.Assign(targets=[ast.Name(id=named)]) | ast.AnnAssign(target=ast.Name(id=named))
            ) if is_camel_case(named):
                yield named


def is_camel_case(named: str) -> bool:
    return named[0].isupper() and not named.isupper() and "_" not in named


def shared(modules: dict[Path, str]) -> dict[str, list[str]]:
    """The names that more than one module gives to a type, with those modules."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, text in modules.items():
        for named in types_in(text):
            found[named].add(str(path.relative_to(ROOT)))
    return {named: sorted(where) for named, where in found.items() if len(where) > 1}


def test_no_two_types_have_one_name():
    found = {named: where for named, where in shared(code()).items() if named not in BY_DJANGO}
    lines = [f"{named}: {', '.join(where)}" for named, where in sorted(found.items())]
    assert not found, "Name one of each for what it alone is:\n" + "\n".join(lines)


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("class Cell: ...", "Cell = str | int", True),
        ("Cell: TypeAlias = 'str'", "class Cell(Model): ...", True),
        ("class Cell: ...", "class Table:\n    class Cell: ...", False),
        ("LIMIT = 1", "LIMIT = 2", False),
        ("F = TypeVar('F')", "F = TypeVar('F')", False),
        ("cell = 1", "cell = 2", False),
    ],
)
def test_a_clash_is_seen(one, other, clash):
    assert bool(shared({ROOT / "a.py": one, ROOT / "b.py": other})) is clash

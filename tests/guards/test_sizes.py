"""Code stays in pieces that are read at a glance: modules, functions and folders have a bound."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from .test_rooms import APPS, ROOT

LONGEST_MODULE, LONGEST_FUNCTION, FULLEST_FOLDER = 300, 40, 15


def code(*folders: str) -> dict[Path, str]:
    """Every module of these folders, by default of the apps and of config; no migrations."""
    folders = folders or ("config", *sorted(APPS))
    found = (one for folder in folders for one in (ROOT / folder).rglob("*.py"))
    return {one: one.read_text("utf-8") for one in found if "migrations" not in one.parts}


def lines(text: str) -> int:
    return len(text.splitlines())


def functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_module_is_long(capsys):
    sizes = {one: lines(text) for one, text in code().items()}
    assert len(sizes) > 300
    middle, most = median(sizes.values()), quantiles(sizes.values(), n=10)[-1]
    with capsys.disabled():
        sys.stdout.write(f" modules: median {middle:.0f} lines, nine in ten up to {most:.0f} ")
    long = [f"{one}: {size} lines" for one, size in sizes.items() if size > LONGEST_MODULE]
    assert not long, "\n".join([f"Split these, to {LONGEST_MODULE} lines at most:", *long])


def test_no_file_of_tests_is_long():
    sizes = {str(one.relative_to(ROOT)): lines(text) for one, text in code("tests").items()}
    assert len(sizes) > 150
    assert not {one for one, size in sizes.items() if size > LONGEST_MODULE}


def test_no_function_is_long():
    found = [(str(one), *each) for one, text in code().items() for each in functions(text)]
    assert len(found) > 1_000
    long = [f"{one}: {name}, {size} lines" for one, name, size in found if size > LONGEST_FUNCTION]
    assert not long, "\n".join([f"Split these, to {LONGEST_FUNCTION} lines at most:", *long])


def test_no_folder_is_full():
    folders = Counter(one.parent for one in code() if one.name != "__init__.py")
    full = {str(one.relative_to(ROOT)) for one, held in folders.items() if held > FULLEST_FOLDER}
    assert not full

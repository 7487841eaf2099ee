"""Code stays in pieces that are read at a glance: modules, functions and folders have a bound."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from .test_rooms import APPS, ROOT

LONGEST_MODULE, LONGEST_FUNCTION, FULLEST_FOLDER = 300, 40, 15
NOT_YET = {"partnerships"}
"""Folders that hold more side by side: accounts are to leave this one."""
LONG_TESTS = {
    "tests/assessments/test_import_reading.py",
    "tests/assessments/test_import_values.py",
}
"""Tests that are longer: those of imports are being split."""


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
    assert not {str(one): size for one, size in sizes.items() if size > LONGEST_MODULE}


def test_no_file_of_tests_is_long():
    sizes = {str(one.relative_to(ROOT)): lines(text) for one, text in code("tests").items()}
    assert len(sizes) > 150
    assert {one for one, size in sizes.items() if size > LONGEST_MODULE} == LONG_TESTS


def test_no_function_is_long():
    found = [(str(one), *each) for one, text in code().items() for each in functions(text)]
    assert len(found) > 1_000
    assert not [one for one in found if one[-1] > LONGEST_FUNCTION]


def test_no_folder_is_full():
    folders = Counter(one.parent for one in code() if one.name != "__init__.py")
    full = {str(one.relative_to(ROOT)) for one, held in folders.items() if held > FULLEST_FOLDER}
    assert full == NOT_YET

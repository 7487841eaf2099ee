"""Rooms: lint checks which may import from which (`[tool.importlinter]`); this checks the rest."""

import ast
import tomllib
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
APPS = {path.parent.name for path in ROOT.glob("*/apps.py")}
[CHAIN] = [
    [app for layer in contract["layers"] for app in layer.split(" | ")]
    for contract in TOOLS["importlinter"]["contracts"]
    if contract["type"] == "layers" and "containers" not in contract
]
READER = "insights/publishing/perceptions.py"
TYPED_TOO = {"attack", "calibration"}
"""What measures the product: no apps, and their types are checked as well."""
TO_ANSWERS = {"response", "responses", "response_set", "section_answers"}
"""Names of relations that lead to answers; `answers` does in a longer path."""


def test_every_app_has_its_place_and_its_types_are_checked():
    assert len(APPS) >= 9
    with_config = {"config", *APPS}
    for listed, names, expected in (
        ("the layers of [tool.importlinter]", CHAIN, APPS),
        (
            "root_packages of [tool.importlinter]",
            TOOLS["importlinter"]["root_packages"],
            with_config,
        ),
        ("files of [tool.mypy]", TOOLS["mypy"]["files"], with_config | TYPED_TOO),
        (
            "known-first-party of [tool.ruff.lint.isort]",
            TOOLS["ruff"]["lint"]["isort"]["known-first-party"],
            with_config,
        ),
    ):
        lacks, needless = sorted(expected - set(names)), sorted(set(names) - expected)
        said = f"Mend {listed} in pyproject.toml: lacks {lacks}, need not have {needless}."
        assert not lacks + needless, said


def ways_to_answers(source: str) -> Iterator[str]:
    """Attributes, arguments and texts in some code that name a relation which leads to answers."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=named) | ast.keyword(arg=str(named)):
                pass
            case ast.Constant(value=str(named)) if named.lstrip("-").isidentifier():
                pass
            case _:
                continue
        steps = named.lstrip("-").split("__")
        if TO_ANSWERS.intersection(steps) or (len(steps) > 1 and "answers" in steps):
            yield named


@pytest.mark.parametrize("app", [*takewhile(lambda app: app != "assessments", CHAIN)])
def test_outside_assessments_only_perceptions_goes_on_to_answers(app):
    code = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in modules(app)}
    assert code
    found = {path: set(ways_to_answers(text)) for path, text in code.items() if path != READER}
    beyond = [f"{path}: {', '.join(sorted(ways))}" for path, ways in found.items() if ways]
    assert not beyond, "\n".join([f"Outside assessments only {READER} reads answers:", *beyond])


def modules(app: str) -> list[Path]:
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def test_the_one_reader_does():
    assert set(ways_to_answers((ROOT / READER).read_text("utf-8")))


@pytest.mark.parametrize(
    "way",
    [
        "reviews.filter(responses__answers__rating=1)",
        "reviews.values_list('responses__answers__rating')",
        "reviews.annotate(n=Count('responses'))",
        "reviews.order_by('-invitations__member__answers__rating')",
        "review.responses.all()",
        "response.section_answers",
    ],
)
def test_every_way_to_answers_is_seen(way):
    assert set(ways_to_answers(way))

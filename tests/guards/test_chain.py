"""Apps import only from their left, and answers are read in few places."""

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHAIN = [
    "evidence",
    "partnerships",
    "assessments",
    "insights",
    "discussions",
    "reports",
    "records",
    "home",
    "demonstration",
]
ANSWERS = {"Answer", "SectionAnswer", "Response"}
READERS = {"insights/perceptions.py"}


def modules(app: str) -> list[Path]:
    return [path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]


def imports(path: Path) -> set[tuple[str, str]]:
    """Every (module, name) that a file imports absolutely."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found |= {(node.module, alias.name) for alias in node.names}
    return found


@pytest.mark.parametrize("app", CHAIN)
def test_an_app_imports_only_from_its_left(app):
    to_the_right = set(CHAIN[CHAIN.index(app) + 1 :])
    for path in modules(app):
        reached = {module.split(".")[0] for module, _name in imports(path)}
        assert not reached & to_the_right, f"{path} imports {reached & to_the_right}"


def test_every_app_stands_in_the_chain():
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps == set(CHAIN)


def test_the_types_of_every_app_are_checked():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(settings["tool"]["mypy"]["files"]) == {"config", *CHAIN}


@pytest.mark.parametrize("app", CHAIN[CHAIN.index("insights") :])
def test_outside_assessments_only_perceptions_reads_answers(app):
    for path in modules(app):
        if str(path.relative_to(ROOT)) in READERS:
            continue
        names = {name for module, name in imports(path) if module.startswith("assessments")}
        assert not names & ANSWERS, f"{path} imports {names & ANSWERS}"
        source = path.read_text("utf-8")
        for way_round in (
            ".responses.",
            ".section_answers.",
            ".answers.",
            "response_set",
            "answers__",
        ):
            assert way_round not in source, f"{path} reaches answers through {way_round}"

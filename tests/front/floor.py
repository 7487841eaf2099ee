"""The oldest browsers that Parallax promises to work in, and what sheets and scripts ask of one.

docs/browsers.md names the same browsers.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

from tests.guards.test_rooms import ROOT

ANSWERING = {"safari": 15.0, "chrome": 90, "firefox": 102, "samsung": 15}
EVERYTHING = {"safari": 16.2, "chrome": 111, "firefox": 115}
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
PAGES_OF_ANSWERS = (
    "base.html",
    "assessments/respond_base.html",
    "assessments/_unsent.html",
    "assessments/link_unknown.html",
)
STANDS_ALONE = re.compile(r"^[^,]*$|^:where\([^()]*\)$")


@dataclass(frozen=True, order=True)
class Feature:
    """Something that a browser knows, or doesn't: `Feature("unit", "dvh")`."""

    kind: str
    name: str


def _newer() -> dict[Feature, dict[str, float]]:
    """What some browser of the floor lacks, and which versions brought it; from MDN's data."""
    with (Path(__file__).parent / "newer.csv").open(encoding="utf-8") as file:
        return {
            Feature(row.pop("kind"), row.pop("name")): {
                browser: float(version or "inf") for browser, version in row.items()
            }
            for row in csv.DictReader(file)
        }


NEWER = _newer()


def lacks(floor: dict[str, float], feature: Feature) -> list[str]:
    """The browsers of a floor that are older than what is asked of them."""
    since = NEWER.get(feature, {})
    return [one for one, version in floor.items() if since.get(one, 0) > version]


def loaded(*templates: str, kind: str) -> list[Path]:
    """The files of ours, "css" or "js", that these templates load."""
    text = "".join((TEMPLATES / one).read_text("utf-8") for one in templates)
    return [STATIC / one for one in dict.fromkeys(re.findall(rf"'({kind}/\w+\.{kind})'", text))]


def asked_by_script(text: str) -> set[Feature]:
    return {one for one in NEWER if one.kind == "script" and one.name in text}


def asked_by_sheet(text: str) -> Iterator[Feature]:
    """What a style sheet asks for where nothing stands before it for browsers that lack it."""
    return _of_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _of_rules(rules: Iterable[Node]) -> Iterator[Feature]:
    for rule in rules:
        assert not isinstance(rule, ParseError), rule.message
        if isinstance(rule, AtRule):
            yield from _of_at_rule(rule)
        else:
            yield from _of_selector(rule)
            yield from _of_block(rule.content)


def _of_at_rule(rule: AtRule) -> Iterator[Feature]:
    if rule.lower_at_keyword == "supports":
        return
    yield Feature("at-rule", rule.lower_at_keyword)
    for block in (one for one in rule.prelude if one.type == "() block"):
        names = [one.lower_value for one in block.content if one.type == "ident"]
        yield Feature("media", names[0])
        if any(one.type == "literal" and one.value[0] in "<>=" for one in block.content):
            yield Feature("syntax", "media range")
    if rule.lower_at_keyword in ("media", "layer", "container", "scope", "starting-style"):
        inside = tinycss2.parse_rule_list(
            rule.content or [], skip_comments=True, skip_whitespace=True
        )
        yield from _of_rules(inside)


def _of_selector(rule: QualifiedRule) -> Iterator[Feature]:
    tokens = list(_all(rule.prelude))
    names = [
        Feature("selector", after.lower_name if after.type == "function" else after.lower_value)
        for colon, after in pairwise(tokens)
        if colon == ":" and after.type in ("function", "ident")
    ]
    if any(one in NEWER for one in names):
        selector = tinycss2.serialize(rule.prelude).strip()
        assert STANDS_ALONE.search(selector), (
            f"{selector}: what older browsers know is lost with it"
        )
    yield from names


def _of_block(content: list[Node]) -> Iterator[Feature]:
    before: set[str] = set()
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        assert not isinstance(one, ParseError), one.message
        if not isinstance(one, Declaration):
            yield Feature("syntax", "nesting")
            continue
        if not before & {one.lower_name, f"-webkit-{one.lower_name}"}:
            yield Feature("property", one.lower_name)
            yield from _of_value(one)
        before.add(one.lower_name)


def _of_value(declaration: Declaration) -> Iterator[Feature]:
    name = declaration.lower_name
    for token in _all(declaration.value):
        if token.type == "function":
            yield Feature("function", token.lower_name)
        elif token.type == "dimension":
            yield Feature("unit", token.lower_unit)
        elif token.type == "ident":
            yield Feature("value", f"{name}: {token.lower_value}")
        elif token == "/" and name == "content":
            yield Feature("value", "content: alternative text")


def _all(tokens: Iterable[Node]) -> Iterator[Node]:
    for token in tokens:
        yield token
        yield from _all(getattr(token, "arguments", None) or getattr(token, "content", None) or ())

"""Style sheets hold together: they parse, name what there is, and hold nothing that nobody uses."""

import re
from functools import cache

import tinycss2

from tests.guards.test_rooms import APPS, ROOT

from .floor import STATIC, TEMPLATES

SHEETS = {one.name: one.read_text("utf-8") for one in sorted((STATIC / "css").glob("*.css"))}
TOKEN = r"--[a-z][\w-]*"


@cache
def elsewhere() -> str:
    """All that may name a class or a token: templates, scripts and code."""
    folders = (TEMPLATES, STATIC / "js", *(ROOT / app for app in APPS))
    files = (one for folder in folders for one in folder.rglob("*.*"))
    wanted = (one for one in files if one.suffix in (".html", ".js", ".py"))
    return "\n".join(one.read_text("utf-8") for one in wanted)


def test_style_sheets_name_only_tokens_that_there_are():
    text = "\n".join(SHEETS.values())
    defined = set(re.findall(rf"(?<![\w-])({TOKEN}):", text))
    used = set(re.findall(rf"var\(({TOKEN})", text))
    assert len(used) > 40
    assert used <= defined
    assert {one for one in defined - used if one.rstrip("0123456789") not in elsewhere()} == set()


def test_style_sheets_style_only_classes_that_there_are():
    classes = {
        token.value
        for text in SHEETS.values()
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        if rule.type == "qualified-rule"
        for dot, token in zip(rule.prelude, rule.prelude[1:], strict=False)
        if dot == "." and token.type == "ident"
    }
    assert len(classes) > 100
    stems = {one.split("--")[0] if "--" in one else one for one in classes}
    assert {one for one in stems if one.rstrip("0123456789") not in elsewhere()} == set()

"""Templates can be read without scrolling sideways."""

from collections import defaultdict

from .test_rooms import ROOT

LONGEST_LINE = 160
STILL_LONG = {"account", "accounts", "allauth", "assessments", "partnerships"}
"""Folders that still have longer lines. Take each out once it has none."""


def long_lines() -> dict[str, list[str]]:
    """The long lines of all templates, by the folder of each; "" for those in none."""
    found = defaultdict(list)
    templates = ROOT / "templates"
    for path in sorted(one for one in templates.rglob("*") if one.is_file()):
        [*folders, _name] = path.relative_to(templates).parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if len(line) > LONGEST_LINE:
                where = f"{path.relative_to(ROOT)}:{number}: {len(line)} characters"
                found["".join(folders[:1])].append(where)
    return found


def test_no_line_of_a_template_is_long():
    found = [one for name, lines in long_lines().items() if name not in STILL_LONG for one in lines]
    assert not found, "\n".join([f"Break these, to {LONGEST_LINE} characters at most:", *found])


def test_a_folder_without_long_lines_stays_so():
    mended = STILL_LONG - long_lines().keys()
    assert not mended, f"Take these out of STILL_LONG: {sorted(mended)}"

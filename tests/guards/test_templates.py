"""Templates can be read without scrolling sideways."""

from .test_rooms import ROOT

LONGEST_LINE = 160


def test_no_line_of_a_template_is_long():
    found = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)} characters"
        for path in sorted((ROOT / "templates").rglob("*.*"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > LONGEST_LINE
    ]
    assert not found, "\n".join([f"Break these, to {LONGEST_LINE} characters at most:", *found])

"""The documents name only what there is: files, images, commands; and their example comes out."""

import doctest
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
HEAVIEST = 200_000

every_page = pytest.mark.parametrize("document", PAGES, ids=lambda one: str(one.relative_to(ROOT)))


def links(page: Path) -> list[str]:
    """Where the links and images of a page lead, but for other sites."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    return [link for link in found if "://" not in link]


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_links_lead_somewhere(document):
    for link in links(document):
        path, _hash, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{document} leads to {path}, which is not there."
        assert not anchor or anchor in anchors(target), f"{target} has no heading #{anchor}."


@every_page
def test_make_targets_are_in_the_makefile(document):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    named = re.findall(r"(?:^    |`)make ([a-z]+)", document.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= set(targets), f"{document} names a target that the Makefile lacks."


@every_page
def test_commands_are_there(document):
    named = re.findall(r"manage\.py ([a-z_]+)", document.read_text("utf-8"))
    unknown = sorted(set(named) - set(get_commands()))
    assert not unknown, f"{document} names commands that there are not: {unknown}"


@every_page
def test_modules_that_are_run_are_there(document):
    for module in re.findall(r"python -m (tests\.\w+)", document.read_text("utf-8")):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page.suffix == ".md" and page not in reached:
            reached.add(page)
            waiting += [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
    lost = [str(page.relative_to(ROOT)) for page in PAGES if page not in reached]
    assert not lost, f"Link to these from README.md, or from a page that it leads to: {lost}"


def test_every_image_is_shown_and_none_is_heavy():
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    images = set((DOCS / "images").iterdir())
    assert images
    assert images <= shown
    assert {image.name for image in images if image.stat().st_size > HEAVIEST} == set()


def test_every_image_says_in_words_what_it_shows():
    for page in PAGES:
        assert not re.search(r"!\[\s*\]", page.read_text("utf-8")), page


DECISIONS = sorted((DOCS / "decisions").glob("0*.md"))
DECISION = re.compile(
    r"# \d{4} .+\n\n\*\d{1,2} [A-Z][a-z]+ \d{4}\. "
    r"(Accepted|Overtaken( in part)? by \[\d{4}\]\([\w-]+\.md\))\.\*\n\n"
    r"## Context\n(?s:.+)\n## Decision\n(?s:.+)\n## Turned down\n(?s:.+)\n## What follows\n(?s:.+)"
)


@pytest.mark.parametrize("document", DECISIONS, ids=lambda one: one.stem)
def test_a_decision_says_when_it_was_taken_where_it_stands_and_why(document):
    text = document.read_text("utf-8")
    assert DECISION.fullmatch(text), "See docs/decisions/README.md for the form of a decision."
    [listed] = re.findall(
        rf"\({document.name}\) \| (.+) \|", (DOCS / "decisions/README.md").read_text()
    )
    assert text.startswith(f"# {document.stem[:4]} {listed}\n")


def test_the_worked_example_comes_out_as_written():
    example = doctest.testfile(str(DOCS / "disclosure.md"), module_relative=False)
    assert example.attempted
    assert not example.failed


def test_every_rule_of_the_tour_has_its_place_and_its_guard():
    tour = (DOCS / "tour.md").read_text("utf-8")
    [table] = re.findall(r"\| rule \| its one place \| its guard \|\n\|[- |]+\n((?:\|.+\n)+)", tour)
    for row in table.splitlines():
        rule, _place, guard = (cell.strip() for cell in row.strip("|").split(" | "))
        assert "](../tests/" in guard, f"Link in docs/tour.md to the test that holds: {rule}"
    for promise in ("reminders", "confidentiality", "translations", "rate limits"):
        assert f"| {promise}: " in table, f"docs/tour.md has no rule that begins with {promise}"

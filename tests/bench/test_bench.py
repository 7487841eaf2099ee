"""The bench runs, and what it writes follows from what it measured."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.report import as_page
from bench.verdicts import TARGETS, verdicts

ROOT = Path(__file__).parents[2]
SMALL = ["--sizes=40", "--databases=sqlite", "--rows=50", "--journeys=4", "--times=3"]
AT = {
    "floor": 0.1,
    "tally": 0.2,
    "publish": 0.5,
    "disclosure": 0.15,
    "writing": 0.05,
    "groups": 20,
    "closing": 0.6,
    "results_empty": 0.001,
    "results": 0.02,
    "results_queries": 8,
    "consideration": 0.03,
    "consideration_queries": 9,
    "pdf": 0.2,
    "pdf_bytes": 1,
    "saving_empty": 0.0006,
    "save_one": 0.0018,
    "save_one_queries": 6,
    "save_page": 0.01,
    "save_page_queries": 10,
    "submit": 0.01,
    "submit_queries": 10,
    "journeys": 60,
    "journeys_a_second": 15,
    "requests_a_second": 420,
    "empty_a_second": 1_500,
    "requests_a_journey": 28,
    "first_bytes": 50_000,
    "first_html_bytes": 9_000,
    "first_requests": 5,
    "next_bytes": 12_000,
    "next_requests": 1,
}
RUN = {"version": "3", "rows": 10_000, "import_csv": 9.0, "import_xlsx": 11.0}


def figures(**slower: float) -> dict:
    return {"sqlite": RUN | {"sizes": {"1000": AT, "10000": AT | slower}}}


def missed(found: dict) -> list[str]:
    return [one.target for one in verdicts(found) if not one.met]


@pytest.mark.once
def test_it_measures_on_a_real_server_and_writes_what_it_found(tmp_path):
    page = tmp_path / "benchmarks.md"
    command = [sys.executable, "-m", "bench", *SMALL, f"--output={page}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    text = page.read_text("utf-8")
    rows = re.findall(r"^\| 40 \| (.+) \|$", text, re.M)
    assert len(rows) == 4
    for cell in " | ".join(rows).split(" | "):
        assert float(cell.replace(",", "")) >= 0
    assert re.search(r"^\| SQLite \| 50 \| [\d.]+ \| [\d.]+ \|$", text, re.M)


def test_figures_within_their_bounds_meet_every_target():
    found = figures()
    assert len(verdicts(found)) == len(TARGETS) + 2
    assert not missed(found)
    assert "**no**" not in as_page(found)


@pytest.mark.parametrize(
    "slower",
    [
        {"tally": 0.31},
        {"disclosure": 2.1},
        {"save_one": 0.0019},
        {"save_page": 0.016},
        {"journeys_a_second": 14.9},
        {"pdf": 1.1},
        {"first_bytes": 100_001},
        {"first_requests": 8},
        {"next_bytes": 30_001},
        {"results": 0.031},
    ],
)
def test_one_size_that_is_too_slow_or_too_heavy_misses_its_target(slower):
    found = figures(**slower)
    assert len(missed(found)) == 1
    assert as_page(found).count("**no**") == 1


SLOW = {"saving_empty": 0.0012, "save_one": 0.003}


@pytest.mark.parametrize(
    ("slower", "in_words"),
    [
        ({"journeys_a_second": 10}, "at that pace"),
        ({"journeys_a_second": 7}, "**no**"),
        ({"pdf": 1.9}, "at that pace"),
        ({"pdf": 2.1}, "**no**"),
    ],
)
def test_a_machine_half_as_fast_is_told_from_a_product_half_as_fast(slower, in_words):
    found = {"sqlite": RUN | {"sizes": {"1000": AT | SLOW | slower}}}
    (one,) = [one for one in verdicts(found) if not one.met]
    assert one.in_words == in_words
    assert f"| {one.at_pace} | {in_words} |" in as_page(found)


def test_a_machine_that_slows_down_between_sizes_does_not_count_as_growth():
    assert not missed(figures(results=0.036, results_empty=0.0018))


def test_a_target_for_a_size_that_was_not_measured_is_not_spoken_of():
    found = {"sqlite": RUN | {"rows": 50, "sizes": {"100": AT}}}
    told = {one.target for one in verdicts(found)}
    assert not any("10,000" in target for target in told)

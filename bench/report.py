"""Writes the figures of a run as a page: tables with floors, and which targets are met."""

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django

from .verdicts import MILLISECONDS, Figures, verdicts

TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
TEMPLATE = Path(__file__).parent / "benchmarks.md"
CellFormat = Callable[[dict], str]


@dataclass(frozen=True)
class ReportTable:
    """A table with a row for each number of responses."""

    title: str
    columns: dict[str, CellFormat]


def ms(key: str) -> CellFormat:
    return lambda at: f"{at[key] * MILLISECONDS:,.1f}"


def whole_ms(key: str) -> CellFormat:
    return lambda at: f"{at[key] * MILLISECONDS:,.0f}"


def ratio(key: str, floor: str) -> CellFormat:
    return lambda at: f"{at[key] / at[floor]:.1f}"


def plain_number(key: str, places: int = 0) -> CellFormat:
    return lambda at: f"{at[key]:,.{places}f}"


TABLES = (
    ReportTable(
        "Perceptions, in milliseconds",
        {
            "Reading the rows": whole_ms("floor"),
            "Opening and counting": whole_ms("tally"),
            "× reading": ratio("tally", "floor"),
            "Publishing, all of it": whole_ms("publish"),
            "of which disclosure control, without the audit": whole_ms("disclosure"),
            "of which writing": whole_ms("writing"),
            "Groups": plain_number("groups"),
            "Closing, all of it": whole_ms("closing"),
        },
    ),
    ReportTable(
        "Results pages, in milliseconds",
        {
            "Empty view": ms("results_empty"),
            "Results": ms("results"),
            "× empty": ratio("results", "results_empty"),
            "Queries": plain_number("results_queries"),
            "One consideration": ms("consideration"),
            "× empty ": ratio("consideration", "results_empty"),
            "Queries ": plain_number("consideration_queries"),
            "PDF report": whole_ms("pdf"),
        },
    ),
    ReportTable(
        "Answering, in milliseconds",
        {
            "Empty view": ms("saving_empty"),
            "One answer": ms("save_one"),
            "× empty": ratio("save_one", "saving_empty"),
            "Queries": plain_number("save_one_queries"),
            "A page": ms("save_page"),
            "× empty ": ratio("save_page", "saving_empty"),
            "Queries ": plain_number("save_page_queries"),
            "Submitting": ms("submit"),
            "× empty  ": ratio("submit", "saving_empty"),
        },
    ),
    ReportTable(
        "Whole journeys, four members at a time",
        {
            "Journeys a second": plain_number("journeys_a_second", 1),
            "Requests a second": plain_number("requests_a_second"),
            "Empty views a second": plain_number("empty_a_second"),
            "A request × empty": ratio("empty_a_second", "requests_a_second"),
            "Requests a journey": plain_number("requests_a_journey"),
            "Journeys": plain_number("journeys"),
        },
    ),
)


def as_page(figures: Figures) -> str:
    """The whole page."""
    return TEMPLATE.read_text("utf-8").format(
        date=f"{datetime.now(UTC):%-d %B %Y}",
        machine=_machine(figures),
        verdicts="\n".join(_verdicts(figures)),
        tables="\n".join(_tables(figures)),
        imports="\n".join(_imports(figures)),
        weight="\n".join(_weight(figures)),
    )


def _machine(figures: Figures) -> str:
    versions = [f"{TITLES[name]} {found['version']}" for name, found in figures.items()]
    parts = [f"{os.cpu_count()} cores", f"Python {platform.python_version()}"]
    load = f"load over the last quarter of an hour {os.getloadavg()[2]:.1f}"
    return ", ".join([*parts, f"Django {django.__version__}", *versions, load])


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield _row("---", *["--:"] * (len(cells) - 1))


def _verdicts(figures: Figures) -> Iterator[str]:
    yield from _head("Target", "Database", "Measured", "At the pace it was set for", "Met")
    for one in verdicts(figures):
        yield _row(one.target, TITLES[one.database], one.measured, one.at_pace, one.in_words)


def _tables(figures: Figures) -> Iterator[str]:
    for name, found in figures.items():
        yield f"## {TITLES[name]}\n"
        for table in TABLES:
            yield f"### {table.title}\n"
            yield from _head("Responses", *(column.strip() for column in table.columns))
            for size, at in found["sizes"].items():
                yield _row(f"{int(size):,}", *(cell(at) for cell in table.columns.values()))
            yield ""


def _imports(figures: Figures) -> Iterator[str]:
    yield from _head("Database", "Rows", "CSV, seconds", "XLSX, seconds")
    for name, found in figures.items():
        times = (f"{found[f'import_{ending}']:.1f}" for ending in ("csv", "xlsx"))
        yield _row(TITLES[name], f"{found['rows']:,}", *times)


def _weight(figures: Figures) -> Iterator[str]:
    found = next(iter(figures.values()))
    at = next(iter(found["sizes"].values()))
    yield from _head("Visit", "Bytes", "Requests")
    yield _row("First part opened", f"{at['first_bytes']:,}", f"{at['first_requests']}")
    yield _row("of which HTML", f"{at['first_html_bytes']:,}", "1")
    yield _row("The next part", f"{at['next_bytes']:,}", f"{at['next_requests']}")

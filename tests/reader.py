"""Somebody who reads everything: each format a review's results leave in, and every page.

What a format says is brought into one form, so that what one says can be held against another.
"""

import csv
import json
import re
import string
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO, StringIO

from django.urls import reverse
from openpyxl import load_workbook

from insights.models import COMPARED_GROUPINGS, Grouping
from reports.build import build_report

LETTERS = {*string.ascii_letters, " "}
"""All that is in what is said in place of a figure: a figure has a digit or a half."""

ENDED = r"(?<![\d.,])\d\.\d(?![\d.]*\d)"
"""A mean as people read it: one decimal, and not part of a longer number."""


@dataclass(frozen=True)
class Said:
    """A figure that is told of a group about a statement, an importance or a consideration.

    It is as readers see it in `words`, and lies between its `ends`.
    """

    about: str
    subject: str
    grouping: str
    group: str
    people: int
    words: str
    ends: tuple[float, float]


class Reader:
    """One who has signed in and may see the results of this review."""

    def __init__(self, browser, review) -> None:
        self.browser, self.review = browser, review

    def export(self, kind: str) -> bytes:
        address = reverse("insights:results-export", args=[self.review.pk, kind])
        return b"".join(self.browser.get(address))

    def data(self) -> dict:
        return json.loads(self.export("json"))

    def pages(self) -> list[str]:
        """The overview and every consideration, by each comparison; the discussion too."""
        codes = [part.consideration for part in self.review.questionnaire.sections_in_order]
        views = [("insights:results", [self.review.pk])]
        views += [("insights:consideration", [self.review.pk, code]) for code in codes]
        views += [("discussions:discussion", [self.review.pk])]
        return [
            self._page(f"{reverse(name, args=given)}?by={by}")
            for name, given in views
            for by in COMPARED_GROUPINGS
        ]

    def _page(self, address: str) -> str:
        reply = self.browser.get(address)
        assert reply.status_code == 200, address
        return reply.content.decode()

    def report(self) -> set[float]:
        """Every mean in the report."""
        sections = build_report(self.review).sections
        readings = [row.figure for s in sections for c in s.comparisons for row in c.rows]
        readings += [row.figure for s in sections for row in s.statements]
        return {round(one.mean_point, 1) for one in readings if one.mean_point is not None}


def in_json(data: dict) -> list[Said]:
    return [_said(one) for one in data["figures"] if one["shown"]]


def _said(one: dict) -> Said:
    step, mean = one["step"], one["mean"]
    return Said(
        one.get("text", one["consideration"]),
        one["subject"],
        one["grouping"],
        one["group"],
        one["people"],
        step["words"] if step else f"{mean:.1f}",
        (step["low"], step["high"]) if step else (mean, mean),
    )


def in_table(rows: list[list]) -> set[tuple[str, str, int]]:
    """Group, figure in words and number of people of every figure in a spreadsheet's rows."""
    head, *rows = rows
    group, mean, people, about = (
        head.index(name) for name in ("Group", "Mean", "People in the group", "About")
    )
    return {
        (row[group] or "", _in_words(row[mean]), int(row[people]))
        for row in rows
        if row[about] != "Comment" and not (set(str(row[mean])) <= LETTERS)
    }


def _in_words(cell) -> str:
    exact = re.fullmatch(r"\d(\.\d+)?", str(cell))
    return f"{float(cell):.1f}" if exact else cell


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def xlsx_rows(content: bytes) -> list[list[list]]:
    """The rows of each sheet that holds figures."""
    book = load_workbook(BytesIO(content), read_only=True)
    sheets = [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book]
    return [rows for rows in sheets if rows and "Mean" in rows[0]]


def drawn(page: str) -> list[float]:
    """The mean-like numbers of every chart on a page: all that is neither whole nor text."""
    found = re.findall(
        r'<script id="figure-[^"]*" type="application/json">(.*?)</script>', page, re.S
    )
    return [number for figure in found for number in _numbers(json.loads(figure)["data"])]


def _numbers(part) -> list[float]:
    if isinstance(part, dict):
        data = [part[name] for name in ("x", "y", "z", "values", "customdata") if name in part]
        return [number for one in data for number in _numbers(one)]
    if isinstance(part, list):
        return [number for one in part for number in _numbers(one)]
    return [part] if isinstance(part, float) and part % 1 else []


def marked(page: str) -> set[str]:
    """What is said of the marks of every chart on a page."""
    found = re.findall(
        r'<script id="figure-[^"]*" type="application/json">(.*?)</script>', page, re.S
    )
    traces = [trace for figure in found for trace in json.loads(figure)["data"]]
    return {words for trace in traces for words in trace.get("customdata", ())}


class _Cells(HTMLParser):
    """The text of every table cell."""

    def __init__(self) -> None:
        super().__init__()
        self.cells, self.inside = [], False

    def handle_starttag(self, tag, attrs) -> None:
        if tag == "td":
            self.inside = True
            self.cells.append("")

    def handle_endtag(self, tag) -> None:
        if tag == "td":
            self.inside = False

    def handle_data(self, data) -> None:
        if self.inside:
            self.cells[-1] += data


def tabled(page: str) -> set[float]:
    """Every number with one decimal in a table on a page."""
    parser = _Cells()
    parser.feed(page)
    return {float(one) for cell in parser.cells for one in re.findall(ENDED, cell)}


def of_everyone(said: Said) -> bool:
    return said.grouping == Grouping.EVERYONE

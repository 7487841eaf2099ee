"""Somebody who reads everything: each format a review's results leave in, and every page.

What a format says is brought into one form, so that what one says can be held against another.
"""

import csv
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO, StringIO

from django.urls import reverse
from openpyxl import load_workbook

from insights.models import COMPARED_GROUPINGS, Grouping
from reports.build import build_report

ENDED = r"(?<![\d.,])\d\.\d(?![\d.]*\d)"
"""A mean as people read it: one decimal, and not part of a longer number."""


@dataclass(frozen=True)
class Said:
    """A mean that is told of a group about a statement, an importance or a consideration."""

    about: str
    subject: str
    grouping: str
    group: str
    n: int
    mean: str


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
        codes = [part.consideration for part in self.review.questionnaire.parts]
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
    return [
        Said(
            one.get("text", one["consideration"]),
            one["subject"],
            one["grouping"],
            one["group"],
            one["n"],
            f"{one['mean']:.1f}",
        )
        for one in data["figures"]
        if not one["withheld"] and not one["band"]
    ]


def in_table(rows: list[list]) -> set[tuple[str, str, int]]:
    """Group, mean and number of ratings of every exact figure in the rows of a spreadsheet."""
    head, *rows = rows
    group, mean, n = (head.index(name) for name in ("Group", "Mean", "People who gave a rating"))
    return {
        (row[group] or "", f"{float(row[mean]):.1f}", int(row[n]))
        for row in rows
        if re.fullmatch(r"\d(\.\d+)?", str(row[mean] or ""))
    }


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

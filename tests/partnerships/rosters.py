"""Rosters as people bring them, and what is said of them."""

from partnerships.roster.parse import read_roster
from spreadsheets.reader import Sheet

HEAD = ["Name", "Email", "Organisation", "Sector", "Level", "Role"]
ANA = ["Ana", "ana@council.example", "Riverside Council", "Council", "Strategic", "Coordinator"]
BEN = ["Ben", "ben@nhs.example", "NHS Riverside", "NHS", "operational", None]
CLEO = ["Cleo", "cleo@hub.example", "The Hub", "Charity", "COMMUNITY", "member"]


def roster(*rows, head=HEAD, **given):
    return read_roster(Sheet([head, *map(list, rows)]), **given)


def messages(roster):
    return [(problem.row, problem.column, problem.message) for problem in roster.problems]


def changed(row, **cells):
    names = ["name", "email", "organisation", "sector", "level", "role"]
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]

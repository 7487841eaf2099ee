"""Members read from a spreadsheet, with everything that is wrong with it at once.

Adds no one: callers must keep the promise that a roster with a problem adds no member.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from partnerships.names import LONGEST_NAME, check_name
from partnerships.roster.new_member import NewMember
from partnerships.vocabulary import Role, Sector, plain
from spreadsheets.reader import Row, Sheet, as_text, find_headings, headings, is_error

from .columns import NAMES, field_of, no_column, no_headings, unknown_word, words

_REQUIRED = ("name", "email", "organisation", "level")

LONGEST_EMAIL = 254

# Those who answer questionnaires stand for an organisation at a level; others may.
WITH_A_PLACE = {Role.COORDINATOR, Role.MEMBER}


@dataclass(frozen=True, kw_only=True)
class RosterEntry(NewMember):
    """A future member and their row; codes as in `vocabulary`."""

    row: int


@dataclass(frozen=True)
class Problem:
    """Something to correct; `row` is None for the file as a whole, `column` its heading."""

    row: int | None
    column: str | None
    message: str


@dataclass(frozen=True)
class Roster:
    """What a file says about members. `ignored` are the headings of columns not read."""

    entries: list[RosterEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_roster(
    sheet: Sheet,
    known_organisations: Mapping[str, str] | None = None,
    already_members: Collection[str] = (),
) -> Roster:
    """The members in a sheet and every problem with it.

    `known_organisations` maps case-folded names to sectors; `already_members` are addresses in
    lower case.
    """
    top = find_headings(sheet, known=lambda text: bool(field_of(text)))
    reading = _Reading(headings(sheet, top), known_organisations or {}, already_members)
    if not reading.columns:
        return Roster(problems=[Problem(None, None, no_headings())])
    for number in range(top + 1, len(sheet.rows) + 1):
        reading.read(number, sheet.row(number))
    return reading.finish(top)


class _Reading:
    """One pass over the rows, gathering entries and problems."""

    def __init__(
        self, titles: list[str], known: Mapping[str, str], already: Collection[str]
    ) -> None:
        self.titles = titles
        self.known = {_key(name): sector for name, sector in known.items()}
        self.already = already
        self.entries: list[RosterEntry] = []
        self.problems: list[Problem] = []
        self.missing: set[str] = set()  # columns that some row needs and the file hasn't
        self.emails: dict[str, int] = {}
        self.words = words()
        self.columns = self._find_columns()

    def _find_columns(self) -> dict[str, int]:
        columns: dict[str, int] = {}
        for index, title in enumerate(self.titles):
            name = field_of(title)
            if name in columns:
                self._report_twice(self.titles[columns[name]], title)
            elif name:
                columns[name] = index
        if "first_name" in columns:
            columns.setdefault("name", columns.pop("first_name"))
        return columns

    def _report_twice(self, first: str, second: str) -> None:
        message = _("“%(first)s” and “%(second)s” mean the same. Keep one of these columns.")
        self.problems.append(Problem(None, second, message % {"first": first, "second": second}))

    def _report(self, row: int, name: str, message: str) -> None:
        self.problems.append(Problem(row, self._title(name), message))

    def _title(self, name: str) -> str:
        """The heading of a column in this file, or what it would be."""
        return self.titles[self.columns[name]] if name in self.columns else str(NAMES[name])

    def read(self, number: int, row: Row) -> None:
        """One row: an entry, with a problem for whatever is wrong with it; nothing if blank."""
        cells = {name: row[i] if i < len(row) else None for name, i in self.columns.items()}
        if not any(cell is not None for cell in cells.values()):
            return
        values = {name: " ".join(as_text(cell).split()) for name, cell in cells.items()}
        for name in [name for name, cell in cells.items() if is_error(cell)]:
            self._report_error(number, name, values.pop(name))
        role = self._code(number, "role", values) if values.get("role") else Role.MEMBER.value
        required = role in WITH_A_PLACE
        self.entries.append(
            RosterEntry(
                row=number,
                name=self._name(number, values),
                email=self._email(number, values),
                organisation=self._text(number, "organisation", values, required=required),
                sector=self._code(number, "sector", values),
                level=self._code(number, "level", values, required=required),
                role=role,
            )
        )

    def _report_error(self, number: int, name: str, value: str) -> None:
        message = _("The spreadsheet shows an error here (%(value)s). Enter the value instead.")
        self._report(number, name, message % {"value": value})

    def _text(
        self, number: int, name: str, values: dict[str, str], *, required: bool = True
    ) -> str:
        """A short text; one that is required is reported when it is blank."""
        value = values.get(name, "")
        if required and name not in self.columns:
            self.missing.add(name)
        elif required and values.get(name) == "":
            blank = _("%(name)s is blank. Fill it in.") % {"name": NAMES[name]}
            self._report(number, name, blank)
        elif len(value) > LONGEST_NAME:
            message = _("This is longer than %(most)s characters. Shorten it.")
            self._report(number, name, message % {"most": LONGEST_NAME})
        elif name == "name" or (name == "organisation" and _key(value) not in self.known):
            self._check_name(number, name, value)
        return value

    def _check_name(self, number: int, name: str, value: str) -> None:
        try:
            check_name(value)
        except ValidationError as refused:
            self._report(number, name, str(refused.message))

    def _name(self, number: int, values: dict[str, str]) -> str:
        if "last_name" in values and "name" in values:
            first, last = values["name"], values["last_name"]
            together = first if plain(first).endswith(plain(last)) else f"{first} {last}".strip()
            values = {**values, "name": together}
        return self._text(number, "name", values)

    def _email(self, number: int, values: dict[str, str]) -> str:
        email = values.get("email", "").lower()
        if not email:
            return self._text(number, "email", values)
        first = self.emails.setdefault(email, number)
        if not _is_email(email):
            message = _("“%(email)s” is not an email address. Enter it like name@example.org.")
        elif first != number:
            message = _("%(email)s is in rows %(first)s and %(row)s. Keep one of them.")
        elif email in self.already:
            message = _("%(email)s is already a member. Leave this row out.")
        else:
            return email
        self._report(number, "email", message % {"email": email, "first": first, "row": number})
        return email

    def _code(
        self, number: int, name: str, values: dict[str, str], *, required: bool = False
    ) -> str:
        """The code for a word; "" for a blank, and for a word that is reported as unknown."""
        value = values.get(name, "")
        if not value:
            return self._text(number, name, values, required=required)
        code = self.words[name].get(plain(value), "")
        if not code:
            self._report(number, name, unknown_word(name, value, self.words[name]))
        return code

    def finish(self, top: int) -> Roster:
        """Check what only the whole file shows, and give each entry its organisation's sector."""
        for name in [name for name in _REQUIRED if name in self.missing]:
            self.problems.append(Problem(None, str(NAMES[name]), no_column(name, self._ignored())))
        if not self.entries:
            message = _("There are no members below the headings in row %(row)s. Add some.")
            self.problems.append(Problem(None, None, message % {"row": top}))
        unread = {p.row for p in self.problems if p.column == self._title("sector")}
        entries = [
            entry
            for group in _by_organisation(self.entries).values()
            for entry in self._with_one_sector(group, unread)
        ]
        return Roster(
            entries=sorted(entries, key=lambda entry: entry.row),
            problems=sorted(self.problems, key=lambda problem: problem.row or 0),
            ignored=self._ignored(),
        )

    def _ignored(self) -> list[str]:
        return [title for title in self.titles if title and not field_of(title)]

    def _with_one_sector(
        self, group: list[RosterEntry], unread: set[int | None]
    ) -> list[RosterEntry]:
        """The entries of one organisation, spelt as at first mention, with its one sector.

        `unread` are the rows whose sector is in the file but cannot be read.
        """
        first = group[0]
        said = [entry for entry in group if entry.sector]
        known = self.known.get(_key(first.organisation), "")
        if not first.organisation:
            return group
        for entry in said:
            self._check_sector(entry, said[0], known)
        if not said and not known and unread.isdisjoint(entry.row for entry in group):
            message = _("Enter the sector of %(organisation)s. Once in the file is enough.")
            self._report(first.row, "sector", message % {"organisation": first.organisation})
        sector = known or (said[0].sector if said else "")
        return [replace(e, organisation=first.organisation, sector=sector) for e in group]

    def _check_sector(self, entry: RosterEntry, first: RosterEntry, known: str) -> None:
        if known and entry.sector != known:
            message = _(
                "%(organisation)s is already listed as %(known)s, not %(said)s. Enter "
                "%(known)s, or leave the sector blank."
            )
        elif not known and entry.sector != first.sector:
            message = _(
                "%(organisation)s is %(other)s in row %(first)s and %(said)s in row %(row)s. "
                "Give it one sector."
            )
        else:
            return
        codes = {"known": known, "said": entry.sector, "other": first.sector}
        labels = {name: Sector(code).label for name, code in codes.items() if code}
        rows = {"first": first.row, "row": entry.row, "organisation": entry.organisation}
        self._report(entry.row, "sector", message % {**labels, **rows})


def _key(organisation: str) -> str:
    return " ".join(organisation.casefold().split())


def _by_organisation(entries: list[RosterEntry]) -> dict[str, list[RosterEntry]]:
    groups: dict[str, list[RosterEntry]] = {}
    for entry in entries:
        groups.setdefault(_key(entry.organisation), []).append(entry)
    return groups


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_EMAIL

"""The check page's form: corrects how values are read and which rows are imported."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.imports.mapping import KEEP, LEAVE, MISSING, VALUED, Mapping, RowIssue
from assessments.imports.recognition.rows import ClassifiedRows
from assessments.imports.recognition.scales import NUMBERS, Scale
from assessments.imports.recognition.value_synonyms import parse_number
from assessments.imports.recognition.values import FoundValue

from .values import ScaleRow, ValueRow, ValuesForm, radio_field

MOST_NAMED = 10

_TITLES = {
    "statement": _("Answers"),
    "importance": _("Importance"),
    "organisation": _("Organisations"),
    "level": _("Levels"),
    MISSING: _("Codes for no answer"),
}


@dataclass(frozen=True)
class KindValues:
    """What the values in one kind of columns were read as."""

    kind: str
    title: str
    scales: list[ScaleRow]
    values: list[ValueRow]


class CheckForm(ValuesForm):
    """Every value with how it was read, and what to do with rows that may not be valid."""

    def __init__(self, *args: Any, rows: ClassifiedRows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for found in self._found():
            self.add_value(found)
        for scale in self._scales:
            self.add_scale(scale)
        for issue, numbers in rows.row_issues.items():
            if numbers:
                self._add_issue(issue, numbers)

    def _add_issue(self, issue: RowIssue, numbers: list[int]) -> None:
        self.fields[f"rows-{issue.value}"] = radio_field(
            label=_about_rows(issue, numbers, self.rows),
            help_text=" ".join(filter(None, (rows_in_words(numbers), _consequence(issue)))),
            choices=[(LEAVE, _("Leave them out")), (KEEP, _("Import them"))],
            initial=self.rows.choices[issue],
        )

    def _found(self) -> Iterator[FoundValue]:
        for kind in (*VALUED, MISSING):
            known = self.mapping.values_for(kind)
            yield from (one for one in self.recognition.found[kind].values() if one.key in known)

    @property
    def _scales(self) -> list[Scale]:
        return [scale for scale in self.recognition.scales if scale.notation == NUMBERS]

    @property
    def kinds(self) -> list[KindValues]:
        """What was read, by kind of column; values read alike are together."""
        return [
            KindValues(
                kind,
                str(title),
                [self.scale_row(scale) for scale in self._scales if scale.kind == kind],
                [self.value_row(one) for one in self._in_order(kind)],
            )
            for kind, title in _TITLES.items()
            if any(one.kind == kind for one in self._found())
        ]

    def _in_order(self, kind: str) -> list[FoundValue]:
        known = self.mapping.values_for(kind)
        found = (one for one in self._found() if one.kind == kind)
        return sorted(
            found, key=lambda one: (known[one.key], parse_number(one.key) or 0, -one.count)
        )

    @property
    def row_issues(self) -> list[forms.BoundField]:
        """The rows that may not be valid, by issue."""
        return [
            self[f"rows-{issue.value}"]
            for issue, numbers in self.rows.row_issues.items()
            if numbers
        ]

    def corrected_mapping(self) -> Mapping:
        """The mapping with the new choices."""
        rows = dict(self.mapping.rows)
        for issue, before in self.rows.choices.items():
            after = self.cleaned_data.get(f"rows-{issue.value}")
            if after and after != before:
                rows[issue.value] = after
        return self.with_choices(replace(self.mapping, rows=rows))


def _consequence(issue: RowIssue) -> str:
    if issue != RowIssue.EARLIER:
        return ""
    return gettext(
        "Answers changed since then are kept as they were first imported. To use the "
        "newer ones, undo the earlier import first."
    )


def _about_rows(issue: RowIssue, numbers: list[int], rows: ClassifiedRows) -> str:
    count = len(numbers)
    if issue == RowIssue.EARLIER:
        of = {"of": len(rows.numbers)}
        files = [
            gettext("%(count)s of %(of)s rows were imported with %(file)s")
            % {"count": len(those), "file": name, **of}
            for name, those in rows.imported_before.items()
        ]
        return "; ".join(files)
    message = {
        RowIssue.TEST: ngettext("%(count)s preview or test", "%(count)s previews or tests", count),
        RowIssue.UNFINISHED: ngettext(
            "%(count)s person did not finish", "%(count)s people did not finish", count
        ),
        RowIssue.HIDDEN: ngettext(
            "%(count)s row is hidden in the spreadsheet, by a filter or by hand",
            "%(count)s rows are hidden in the spreadsheet, by a filter or by hand",
            count,
        ),
        RowIssue.SUMMARY: ngettext(
            "%(count)s row sums up others or repeats the headings",
            "%(count)s rows sum up others or repeat the headings",
            count,
        ),
        RowIssue.REPEATED: ngettext(
            "%(count)s row is the same as one above it",
            "%(count)s rows are the same as one above them",
            count,
        ),
    }[issue]
    return message % {"count": count}


def rows_in_words(numbers: list[int]) -> str:
    """Which rows, the first of them by number."""
    named = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = len(numbers) - MOST_NAMED
    if more > 0:
        return gettext("In rows %(named)s and %(more)s more.") % {"named": named, "more": more}
    return ngettext("In row %(named)s.", "In rows %(named)s.", len(numbers)) % {"named": named}

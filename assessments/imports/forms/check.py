"""Putting right, where it is checked, what values were read as and which rows come in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.imports.mapping import Mapping
from assessments.imports.matches import KEEP, LEAVE, MISSING, VALUED, Sort
from assessments.imports.recognition.found import Found
from assessments.imports.recognition.rows import Rows
from assessments.imports.recognition.scales import NUMBERS, Scale
from assessments.imports.recognition.value_synonyms import number_in

from .values import ScaleRow, ValueRow, ValuesForm, one_of

MOST_NAMED = 10

_TITLES = {
    "statement": _("Answers"),
    "importance": _("Importance"),
    "organisation": _("Organisations"),
    "level": _("Levels"),
    MISSING: _("Marks for no answer"),
}


@dataclass(frozen=True)
class KindRead:
    """What the values in one kind of columns were read as."""

    kind: str
    title: str
    scales: list[ScaleRow]
    values: list[ValueRow]


class CheckForm(ValuesForm):
    """Every value with what it was read as, and what is done about rows that may not count."""

    def __init__(self, *args: Any, rows: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        for found in self._found():
            self.add_value(found)
        for scale in self._scales:
            self.add_scale(scale)
        for sort, numbers in rows.sorts.items():
            if numbers:
                self._add_sort(sort, numbers)

    def _add_sort(self, sort: Sort, numbers: list[int]) -> None:
        self.fields[f"rows-{sort.value}"] = one_of(
            label=_about_rows(sort, numbers, self.rows),
            help_text=" ".join(filter(None, (in_rows(numbers), _consequence(sort)))),
            choices=[(LEAVE, _("Leave them out")), (KEEP, _("Bring them in"))],
            initial=self.rows.choices[sort],
        )

    def _found(self) -> Iterator[Found]:
        for kind in (*VALUED, MISSING):
            known = self.mapping.values_for(kind)
            yield from (one for one in self.asking.found[kind].values() if one.key in known)

    @property
    def _scales(self) -> list[Scale]:
        return [scale for scale in self.asking.scales if scale.sort == NUMBERS]

    @property
    def kinds(self) -> list[KindRead]:
        """What was read, by kind of column; what is read alike stands together."""
        return [
            KindRead(
                kind,
                str(title),
                [self.scale_row(scale) for scale in self._scales if scale.kind == kind],
                [self.value_row(one) for one in self._in_order(kind)],
            )
            for kind, title in _TITLES.items()
            if any(one.kind == kind for one in self._found())
        ]

    def _in_order(self, kind: str) -> list[Found]:
        known = self.mapping.values_for(kind)
        found = (one for one in self._found() if one.kind == kind)
        return sorted(found, key=lambda one: (known[one.key], number_in(one.key) or 0, -one.count))

    @property
    def sorts(self) -> list[forms.BoundField]:
        """The rows that may not count, by what is the matter with them."""
        return [self[f"rows-{sort.value}"] for sort, numbers in self.rows.sorts.items() if numbers]

    def changed(self) -> Mapping:
        """The mapping with whatever was chosen anew."""
        rows = dict(self.mapping.rows)
        for sort, before in self.rows.choices.items():
            after = self.cleaned_data.get(f"rows-{sort.value}")
            if after and after != before:
                rows[sort.value] = after
        return self.with_choices(replace(self.mapping, rows=rows))


def _consequence(sort: Sort) -> str:
    if sort != Sort.EARLIER:
        return ""
    return gettext(
        "Answers that were changed since stay as they came in. To have the newer ones, take the "
        "earlier file out first."
    )


def _about_rows(sort: Sort, numbers: list[int], rows: Rows) -> str:
    count = len(numbers)
    if sort == Sort.EARLIER:
        of = {"of": len(rows.numbers)}
        files = [
            gettext("%(count)s of %(of)s rows came in with %(file)s")
            % {"count": len(those), "file": name, **of}
            for name, those in rows.before.items()
        ]
        return "; ".join(files)
    message = {
        Sort.TEST: ngettext("%(count)s preview or test", "%(count)s previews or tests", count),
        Sort.UNFINISHED: ngettext(
            "%(count)s person did not finish", "%(count)s people did not finish", count
        ),
        Sort.HIDDEN: ngettext(
            "%(count)s row is hidden in the spreadsheet, by a filter or by hand",
            "%(count)s rows are hidden in the spreadsheet, by a filter or by hand",
            count,
        ),
        Sort.SUMMARY: ngettext(
            "%(count)s row sums up others or repeats the headings",
            "%(count)s rows sum up others or repeat the headings",
            count,
        ),
        Sort.REPEATED: ngettext(
            "%(count)s row is the same as one above it",
            "%(count)s rows are the same as one above them",
            count,
        ),
    }[sort]
    return message % {"count": count}


def in_rows(numbers: list[int]) -> str:
    """Which rows, the first of them by number."""
    named = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = len(numbers) - MOST_NAMED
    if more > 0:
        return gettext("In rows %(named)s and %(more)s more.") % {"named": named, "more": more}
    return ngettext("In row %(named)s.", "In rows %(named)s.", len(numbers)) % {"named": named}

"""Matching columns: those that are matched, a group of the others, and codes matched in order.

A file may have thousands of columns, so a page asks about those that are matched and a few of
those that are not; the rest stay as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext

from assessments.imports.mapping import Mapping
from assessments.imports.recognition.columns import Guesses, HeadingMatcher, describe, targets
from assessments.imports.recognition.questionnaires import AskedQuestionnaire
from assessments.imports.recognition.targets import IGNORED, Target
from spreadsheets.reader import Sheet, as_text, column_letter, headings

from .values import ValuesForm

AT_ONCE = 50  # columns that are not matched
EXAMPLES = 3
IN_ORDER, OTHERS = "in-order", "others"  # what a button besides “Continue” does


@dataclass(frozen=True)
class ColumnRow:
    """A column of the file as the matching page shows it."""

    letter: str
    heading: str
    examples: list[str]
    field: forms.BoundField
    by_number: bool


class ColumnsForm(ValuesForm):
    """Asks what columns mean; `start` is the first unmatched column to show."""

    def __init__(
        self,
        *args: Any,
        sheet: Sheet,
        mapping: Mapping,
        questionnaire: AskedQuestionnaire,
        start: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, mapping=mapping, questionnaire=questionnaire, **kwargs)
        self.sheet, self.start = sheet, start
        self.titles = headings(sheet, mapping.header_row)
        self._known = HeadingMatcher(questionnaire)
        choices = [
            (str(target), describe(target, questionnaire)) for target in targets(questionnaire)
        ]
        for index in chain(self._matched, self._others_shown):
            letter = column_letter(index)
            marked = {"aria-describedby": f"number-{letter}"} if self._by_number(index) else {}
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=gettext("Column %(letter)s: %(title)s")
                % {"letter": letter, "title": self.titles[index]},
                choices=choices,
                initial=str(self.mapping.columns.get(index, IGNORED)),
                widget=forms.Select(marked),
            )

    @cached_property
    def _matched(self) -> list[int]:
        columns = self.mapping.columns
        return [i for i in range(len(self.titles)) if columns.get(i, IGNORED) != IGNORED]

    @cached_property
    def _others(self) -> list[int]:
        """Unmatched columns that have a heading or a value."""
        below = self.sheet.rows[self.mapping.header_row :]
        filled = {i for row in below for i, cell in enumerate(row) if cell is not None}
        filled.update(i for i, title in enumerate(self.titles) if title)
        return sorted(filled.difference(self._matched))

    @property
    def _others_shown(self) -> list[int]:
        return self._others[self.start : self.start + AT_ONCE]

    @property
    def matched_columns(self) -> list[ColumnRow]:
        """The matched columns, with a few of their values."""
        return [self._row(index) for index in self._matched]

    @property
    def other_columns(self) -> list[ColumnRow]:
        """A group of unmatched columns."""
        return [self._row(index) for index in self._others_shown]

    @property
    def others_count(self) -> int:
        return len(self._others)

    @property
    def others_open(self) -> bool:
        """Whether something may be missed among them: a statement without a column."""
        return bool(self.start or self.statements_missing)

    @property
    def others_at_once(self) -> int:
        return len(self._others_shown)

    @property
    def first_shown(self) -> str:
        return column_letter(self._others_shown[0])

    @property
    def last_shown(self) -> str:
        return column_letter(self._others_shown[-1])

    @property
    def in_order_letters(self) -> str:
        """The first and the last of the coded columns: “H to S”."""
        first, last = min(self.in_order), max(self.in_order)
        return gettext("%(first)s to %(last)s") % {
            "first": column_letter(first),
            "last": column_letter(last),
        }

    @property
    def next_others(self) -> int:
        """Where the next group of other columns begins; after the last group, the first again."""
        following = self.start + AT_ONCE
        return following if following < len(self._others) else 0

    @property
    def statements_missing(self) -> list[str]:
        """The texts of the statements that no column stands for."""
        found = {target.code for target in self.mapping.columns.values()}
        return [one.text for one in self.questionnaire.statements if one.code not in found]

    @cached_property
    def in_order(self) -> Guesses:
        """The coded columns that could be matched at once, in order."""
        return self._known.match_in_order(self.titles, self.mapping.columns)

    @property
    def stays_on_page(self) -> bool:
        """Whether the button that was pressed leads back to this page."""
        return self.data.get("then") in (IN_ORDER, OTHERS)

    @property
    def matches_in_order(self) -> bool:
        return self.data.get("then") == IN_ORDER

    @property
    def next_start(self) -> int:
        return self.next_others if self.data.get("then") == OTHERS else 0

    def clean(self) -> dict[str, Any]:
        """Refuse two columns for the same thing."""
        if not (self.errors or self.stays_on_page):
            first: dict[Target, int] = {}
            for index, target in sorted(self.chosen_columns().items()):
                if (other := first.setdefault(target, index)) != index:
                    message = gettext("Column %(column)s also means this. Leave one of them out.")
                    self.add_error(f"column-{index}", message % {"column": column_letter(other)})
        return self.cleaned_data

    def chosen_columns(self) -> dict[int, Target]:
        """What each column was chosen to mean, without those left out."""
        columns = self.mapping.columns | {
            index: Target.parse(self.cleaned_data[f"column-{index}"])
            for index in chain(self._matched, self._others_shown)
        }
        if self.matches_in_order:
            columns |= self._known.match_in_order(self.titles, columns)
        return {index: target for index, target in columns.items() if target != IGNORED}

    def _row(self, index: int) -> ColumnRow:
        return ColumnRow(
            letter=column_letter(index),
            heading=self.titles[index],
            examples=list(dict.fromkeys(self._examples(index))),
            field=self[f"column-{index}"],
            by_number=self._by_number(index),
        )

    def _by_number(self, index: int) -> bool:
        return self._known.is_matched_by_number(
            self.titles[index], self.mapping.columns.get(index, IGNORED)
        )

    def _examples(self, index: int) -> Iterator[str]:
        found: set[str] = set()
        for row in self.sheet.rows[self.mapping.header_row :]:
            if index < len(row) and row[index] is not None:
                found.add(text := as_text(row[index])[:40])
                yield text
            if len(found) == EXAMPLES:
                return

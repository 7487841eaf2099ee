"""Whatever a file looks like, what is read is what was meant, or somebody was asked."""

import random

import pytest

from assessments.imports.forms.questions import recognise
from assessments.imports.guessing import guess_mapping, recognise_values
from assessments.imports.mapping import Mapping
from assessments.imports.parse import ImportedResponse, ParsedAnswer, parse_responses
from assessments.imports.recognition.rows import classify_rows
from assessments.imports.recognition.value_synonyms import value_key
from spreadsheets.reader import Cell, Sheet

from .foreign import ASKED, CODES, ORGANISATIONS, TEXTS

Identity = dict[Cell, str]

LABELS = ASKED.rating_labels
NINE = [
    *("Very strongly disagree", "Strongly disagree", "Disagree", "Slightly disagree", "Neutral"),
    *("Slightly agree", "Agree", "Strongly agree", "Very strongly agree"),
]
STYLES: dict[str, Identity] = {  # what each cell stands for; the first one occurs in every file
    "labels": {label: str(point) for point, label in enumerate(LABELS, start=1)},
    "capitals": {label.upper(): str(point) for point, label in enumerate(LABELS, start=1)},
    "numbers": {5: "5", 1: "1", 2: "2", 3: "3", 4: "4"},
    "decimals": {"5,0": "5", "1.0": "1", "2.00": "2", "3/5": "3", 4.0: "4"},
    "both": {f"{point} - {label}": str(point) for point, label in enumerate(LABELS, start=1)},
    "turned": {f"{6 - point} - {label}": str(point) for point, label in enumerate(LABELS, start=1)},
    "from nought": {0: "1", 1: "2", 2: "3", 3: "4", 4: "5"},
    "around nought": {-2: "1", -1: "2", 0: "3", 1: "4", 2: "5"},
    "seven": {7: "5", 1: "1", 2: "2", 3: "2", 4: "3", 5: "4", 6: "4"},
    "shares": {0.25: "2", 0: "1", 0.5: "3", 0.75: "4", 1: "5"},
    "codes": {"A1": "1", "A2": "2", "A3": "3", "A4": "4", "A5": "5"},
    "nine words": dict(zip(NINE, "122234445", strict=True)),
    "four words": dict(zip((LABELS[0], LABELS[1], *LABELS[3:]), "1245", strict=True)),
    "another language": dict(
        zip(("Nac ydw", "Nage", "Efallai", "Ydw", "Cytuno"), "12345", strict=True)
    ),
}
MARKS: Identity = {
    "#NULL!": "blank",
    "n/a": "not_applicable",
    "Don't know": "dont_know",
    "": "blank",
}


class _File:
    """A table made by chance, and what each person in it meant."""

    def __init__(self, style: Identity, chance: random.Random) -> None:
        self.said = style | {MARK: MARKS[MARK] for MARK in chance.sample(list(MARKS), 2)}
        self.meant: dict[int, list[str]] = {}
        self.order = chance.sample(range(len(TEXTS)), len(TEXTS))
        head = ["Who", "Organisation", *(TEXTS[place] for place in self.order), "Remarks"]
        self.rows: list[list[Cell]] = [head]
        for number in range(chance.randint(2, 9)):
            if chance.random() < 0.2:
                self.rows.append(chance.choice([[], head, ["Total", None, 9, 9, 9, 9]]))
            cells = [next(iter(style)), *chance.choices(list(self.said), k=len(TEXTS) - 1)]
            self.rows.append(
                [f"P{number}", chance.choice(ORGANISATIONS), *cells, 'Some "odd", remark\n; 3']
            )
            self.meant[len(self.rows)] = [self.said[cell] for cell in cells]
        self.rows.append(["Average", None, 3, 3, 3, 3])

    @property
    def expected(self) -> dict[int, dict[str, ParsedAnswer]]:
        return {
            number: {
                CODES[place]: ParsedAnswer(int(one)) if one.isdigit() else ParsedAnswer(reason=one)
                for place, one in zip(self.order, meant, strict=True)
                if one != "blank"
            }
            for number, meant in self.meant.items()
        }

    def settled(self, sheet: Sheet, mapping: Mapping) -> Mapping:
        """The mapping once somebody has said what is meant, of what is asked and nothing else."""
        truth = {value_key(cell): meaning for cell, meaning in self.said.items()}
        recognition = recognise(
            sheet, mapping, ASKED, ORGANISATIONS, classify_rows(sheet, mapping).left_out
        )
        found = [one.found for one in recognition.questions]
        found += [one for scale in recognition.open_scales for one in scale.found]
        kinds = {one.kind: dict(mapping.values_for(one.kind)) for one in found}
        for one in found:
            kinds[one.kind][one.key] = truth[one.key]
        return recognise_values(sheet, mapping.with_values(kinds), ASKED, ORGANISATIONS)


def answers(people: list[ImportedResponse]) -> dict[int, dict[str, ParsedAnswer]]:
    return {one.row: one.answers for one in people}


@pytest.mark.parametrize("style", STYLES)
def test_what_is_read_is_what_was_meant_or_was_asked(style):
    for seed in range(20):
        file = _File(STYLES[style], random.Random(f"{style} {seed}"))
        sheet = Sheet(
            [[None if cell == "" else cell for cell in row] if row else [] for row in file.rows]
        )
        mapping = file.settled(sheet, guess_mapping(sheet, ASKED, ORGANISATIONS))
        without = classify_rows(sheet, mapping).left_out
        reading = parse_responses(sheet, mapping, ASKED, None, without)
        assert reading.problems == []
        assert answers(reading.responses) == file.expected

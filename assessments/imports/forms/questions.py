"""What is recognised in a spreadsheet, and what somebody has to be asked about.

Nothing is settled here that isn't certain; what may be meant is shown, and never chosen.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from assessments.imports.cell_messages import RATED, beyond_mapping
from assessments.imports.matches import MISSING, VALUED, Mapping, Values, map_name
from assessments.imports.recognition import value_synonyms
from assessments.imports.recognition.found import Found, FoundValues, add, found_values
from assessments.imports.recognition.legends import says_otherwise
from assessments.imports.recognition.scales import Scale, is_share, missing_codes, scales_in
from assessments.imports.recognition.targets import Asked, points
from spreadsheets.reader import Sheet


@dataclass(frozen=True)
class Question:
    """A value that stands for something unknown; `suggestion` is what it would be as a slip."""

    found: Found
    suggestion: str = ""


@dataclass(frozen=True)
class Asking:
    """The values of a spreadsheet under a mapping, by kind of column, and what is to be asked."""

    found: dict[str, FoundValues]
    scales: list[Scale]
    questions: list[Question]

    @property
    def open_scales(self) -> list[Scale]:
        """The scales of which some value is unknown: each of theirs is asked about."""
        unknown = {(one.found.kind, one.found.key) for one in self.questions}
        return [
            scale
            for scale in self.scales
            if any((one.kind, one.key) in unknown for one in scale.found)
        ]

    @property
    def alone(self) -> list[Question]:
        """The unknown values that belong to no scale, in the order of their first cells."""
        together = {(one.kind, one.key) for scale in self.scales for one in scale.found}
        return [one for one in self.questions if (one.found.kind, one.found.key) not in together]


def unsettled(asking: Asking) -> list[dict[str, Any]]:
    """What is to be settled, as plain values: each with the map it belongs in, and proposals."""
    scales = [
        {
            "map": map_name(scale.kind),
            "found": {one.key: one.count for one in scale.found},
            "proposed": [way.values for way in scale.ways],
        }
        for scale in asking.open_scales
    ]
    alone = [
        {
            "map": map_name(one.found.kind),
            "found": {one.found.key: one.found.count},
            "first": one.found.at,
            "proposed": [{one.found.key: one.suggestion}] if one.suggestion else [],
        }
        for one in asking.alone
    ]
    return [*scales, *alone]


@dataclass(frozen=True)
class _Seen:
    found: dict[str, FoundValues]
    recognisers: dict[str, value_synonyms.Recogniser]
    scales: list[Scale]


def ask(
    sheet: Sheet,
    mapping: Mapping,
    asked: Asked,
    organisations: Iterable[str],
    without: Collection[int] = (),
    no_answers: Collection[int] = (),
) -> Asking:
    """What is found in the columns, and whatever the mapping doesn't know of it.

    Rows `without` which the file is read still tell which scale is used, unless they are
    `no_answers` at all.
    """
    seen = _look(sheet, mapping, asked, organisations, without, no_answers)
    questions = [
        Question(one, seen.recognisers[kind].suggest(key) if kind != MISSING else "")
        for kind, values in seen.found.items()
        for key, one in values.items()
        if key not in mapping.values_for(kind)
    ]
    questions.sort(key=lambda one: (one.found.row, len(one.found.column), one.found.column))
    return Asking(seen.found, seen.scales, questions)


def recognised(
    sheet: Sheet,
    mapping: Mapping,
    asked: Asked,
    organisations: Iterable[str],
    without: Collection[int] = (),
    no_answers: Collection[int] = (),
) -> Mapping:
    """The mapping with every value that is certain and not mapped yet.

    A scale that is in doubt is mapped as a whole or not at all.
    """
    seen = _look(sheet, mapping, asked, organisations, without, no_answers)
    learnt: dict[str, Values] = {}
    for kind in VALUED:
        known = mapping.values_for(kind)
        certain = {
            key: value
            for key in seen.found[kind]
            if (value := seen.recognisers[kind](key)) is not None
        }
        for scale in (scale for scale in seen.scales if scale.kind == kind):
            certain, known = _with_scale(scale, certain, known)
        learnt[kind] = certain | known
    return mapping.with_values(learnt)


def _with_scale(scale: Scale, certain: Values, known: Values) -> tuple[Values, Values]:
    """What is certain, and what is known already, once a scale has been seen to."""
    keys = {one.key for one in scale.found}
    certain = {key: value for key, value in certain.items() if key not in keys}
    if scale.is_settled(known):
        return certain, known
    if scale.certain:
        way = scale.way_in(known)
        return certain | (way.values if way else {}), known
    return certain, {key: value for key, value in known.items() if key not in keys}


def _look(
    sheet: Sheet,
    mapping: Mapping,
    asked: Asked,
    organisations: Iterable[str],
    without: Collection[int],
    no_answers: Collection[int],
) -> _Seen:
    found = found_values(sheet, mapping, without)
    everywhere = found_values(sheet, mapping, no_answers)
    recognisers = {
        "statement": value_synonyms.ratings(asked.rating_labels),
        "importance": value_synonyms.importances(asked.importance_labels),
        "organisation": value_synonyms.organisations(organisations),
        "level": value_synonyms.levels(),
    }
    for kind, recognise in recognisers.items():
        for values in (found, everywhere):
            _set_marks_apart(values, kind, recognise, mapping)
            values[kind] = _within_mapping(kind, values[kind], points(asked).get(kind, 0))
    labels = {"statement": asked.rating_labels, "importance": asked.importance_labels}
    scales = [
        here
        for kind in RATED
        for scale in scales_in(
            kind,
            everywhere[kind],
            labels[kind],
            recognisers[kind],
            in_doubt=says_otherwise(sheet, mapping.header_row, recognisers[kind]),
        )
        if (here := scale.within(found[kind]))
    ]
    return _Seen(found, recognisers, scales)


def _set_marks_apart(
    found: dict[str, FoundValues], kind: str, recognise: value_synonyms.Recogniser, mapping: Mapping
) -> None:
    """Gather what stands for no answer once for the whole file, but for what is matched here."""
    known = mapping.values_for(kind)
    codes = missing_codes(found[kind]) if kind in RATED else set()
    marks = {
        key
        for key in found[kind]
        if (key in codes or value_synonyms.is_mark(key))
        and key not in known
        and recognise(key) is None
    }
    for key in marks:
        add(found[MISSING], replace(found[kind][key], kind=MISSING))
    found[kind] = {key: one for key, one in found[kind].items() if key not in marks}


def _within_mapping(kind: str, found: FoundValues, most: int) -> FoundValues:
    """What a mapping can speak of; shares of one are no points, and may be meant as a scale."""
    shares = kind in RATED and is_share(
        {key: one for key, one in found.items() if not beyond_mapping("", one.cell, most)}
    )
    return {
        key: one
        for key, one in found.items()
        if (shares and value_synonyms.number_in(key) is not None)
        or not beyond_mapping(kind, one.cell, most)
    }

"""What is recognised in a spreadsheet, and what has to be asked.

Only what is certain is settled here; what may be meant is suggested, never chosen.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from assessments.imports.cell_messages import RATED, unmappable_message
from assessments.imports.mapping import MISSING, VALUED, Mapping, Values, map_name
from assessments.imports.recognition import value_synonyms
from assessments.imports.recognition.legends import contradicts_labels
from assessments.imports.recognition.scales import Scale, is_share, missing_codes, scales_in
from assessments.imports.recognition.targets import QuestionnaireLike, points
from assessments.imports.recognition.values import (
    FoundValue,
    FoundValues,
    count_value,
    found_values,
)
from spreadsheets.reader import Sheet


@dataclass(frozen=True)
class ValueQuestion:
    """A value of unknown meaning; `suggestion` is its meaning if it is a typing mistake."""

    found: FoundValue
    suggestion: str = ""


@dataclass(frozen=True)
class Recognition:
    """The values of a spreadsheet under a mapping, by kind of column, and what is to be asked."""

    found: dict[str, FoundValues]
    scales: list[Scale]
    questions: list[ValueQuestion]

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
    def single_questions(self) -> list[ValueQuestion]:
        """The unknown values that belong to no scale, in the order of their first cells."""
        together = {(one.kind, one.key) for scale in self.scales for one in scale.found}
        return [one for one in self.questions if (one.found.kind, one.found.key) not in together]


def unsettled_values(recognition: Recognition) -> list[dict[str, Any]]:
    """What is still to settle, as plain values, each with its map and suggestions."""
    scales = [
        {
            "map": map_name(scale.kind),
            "found": {one.key: one.count for one in scale.found},
            "proposed": [interpretation.values for interpretation in scale.interpretations],
        }
        for scale in recognition.open_scales
    ]
    alone = [
        {
            "map": map_name(one.found.kind),
            "found": {one.found.key: one.found.count},
            "first": one.found.at,
            "proposed": [{one.found.key: one.suggestion}] if one.suggestion else [],
        }
        for one in recognition.single_questions
    ]
    return [*scales, *alone]


@dataclass(frozen=True)
class _Survey:
    found: dict[str, FoundValues]
    recognisers: dict[str, value_synonyms.Recogniser]
    scales: list[Scale]


def recognise(
    sheet: Sheet,
    mapping: Mapping,
    questionnaire: QuestionnaireLike,
    organisations: Iterable[str],
    without: Collection[int] = (),
    no_answers: Collection[int] = (),
) -> Recognition:
    """What is found in the columns, and whatever the mapping does not know of it.

    Rows `without` which the file is read still tell which scale is used, unless they are
    `no_answers` at all.
    """
    seen = _survey(sheet, mapping, questionnaire, organisations, without, no_answers)
    questions = [
        ValueQuestion(one, seen.recognisers[kind].suggest(key) if kind != MISSING else "")
        for kind, values in seen.found.items()
        for key, one in values.items()
        if key not in mapping.values_for(kind)
    ]
    questions.sort(key=lambda one: (one.found.row, len(one.found.column), one.found.column))
    return Recognition(seen.found, seen.scales, questions)


def map_certain_values(
    sheet: Sheet,
    mapping: Mapping,
    questionnaire: QuestionnaireLike,
    organisations: Iterable[str],
    without: Collection[int] = (),
    no_answers: Collection[int] = (),
) -> Mapping:
    """The mapping with every value that is certain and not mapped yet.

    A scale that is in doubt is mapped as a whole or not at all.
    """
    seen = _survey(sheet, mapping, questionnaire, organisations, without, no_answers)
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
    """The certain and the known values, once a scale has been dealt with."""
    keys = {one.key for one in scale.found}
    certain = {key: value for key, value in certain.items() if key not in keys}
    if scale.is_settled(known):
        return certain, known
    if scale.certain:
        interpretation = scale.interpretation_for(known)
        return certain | (interpretation.values if interpretation else {}), known
    return certain, {key: value for key, value in known.items() if key not in keys}


def _survey(
    sheet: Sheet,
    mapping: Mapping,
    questionnaire: QuestionnaireLike,
    organisations: Iterable[str],
    without: Collection[int],
    no_answers: Collection[int],
) -> _Survey:
    found = found_values(sheet, mapping, without)
    everywhere = found_values(sheet, mapping, no_answers)
    recognisers = {
        "statement": value_synonyms.rating_recogniser(questionnaire.rating_labels),
        "importance": value_synonyms.importance_recogniser(questionnaire.importance_labels),
        "organisation": value_synonyms.organisation_recogniser(organisations),
        "level": value_synonyms.level_recogniser(),
    }
    for kind, recognise in recognisers.items():
        for values in (found, everywhere):
            _separate_missing_marks(values, kind, recognise, mapping)
            values[kind] = _within_mapping(kind, values[kind], points(questionnaire).get(kind, 0))
    labels = {
        "statement": questionnaire.rating_labels,
        "importance": questionnaire.importance_labels,
    }
    scales = [
        here
        for kind in RATED
        for scale in scales_in(
            kind,
            everywhere[kind],
            labels[kind],
            recognisers[kind],
            in_doubt=contradicts_labels(sheet, mapping.header_row, recognisers[kind]),
        )
        if (here := scale.restricted_to(found[kind]))
    ]
    return _Survey(found, recognisers, scales)


def _separate_missing_marks(
    found: dict[str, FoundValues], kind: str, recognise: value_synonyms.Recogniser, mapping: Mapping
) -> None:
    """Gather what stands for no answer once for the whole file, but for what is matched here."""
    known = mapping.values_for(kind)
    codes = missing_codes(found[kind]) if kind in RATED else set()
    marks = {
        key
        for key in found[kind]
        if (key in codes or value_synonyms.is_missing_mark(key))
        and key not in known
        and recognise(key) is None
    }
    for key in marks:
        count_value(found[MISSING], replace(found[kind][key], kind=MISSING))
    found[kind] = {key: one for key, one in found[kind].items() if key not in marks}


def _within_mapping(kind: str, found: FoundValues, most: int) -> FoundValues:
    """What a mapping can express; shares of one are not points, and may be a scale."""
    shares = kind in RATED and is_share(
        {key: one for key, one in found.items() if not unmappable_message("", one.cell, most)}
    )
    return {
        key: one
        for key, one in found.items()
        if (shares and value_synonyms.parse_number(key) is not None)
        or not unmappable_message(kind, one.cell, most)
    }

"""Values that only make sense together: the numbers of a scale, or its words.

A scale of another length, or one that starts elsewhere, uses numbers that are ours and mean
something else. So where one value of a scale is in doubt all of them are, and the ways in which
they could be read are proposed as a whole. Must not choose between them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from partnerships.vocabulary import plain

from .agreement import agreement, is_about_agreement, is_graded, spread_evenly
from .value_synonyms import Recogniser, number_and_words, parse_number, parse_point
from .values import FoundValue, FoundValues

NUMBERS, WORDS = "numbers", "words"
REVERSED = "-turned"
FEWEST_CODES = 3
PERCENT = 100
SELDOM = 10  # fewer than one in so many

_MISSING_CODES = {77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9997, 9998, 9999, 99999}
_LARGEST_SCALE = 10  # a number beyond it is a percentage, or a code for no answer
_CODE = re.compile(r"([a-z_]+)(\d{1,2})")


@dataclass(frozen=True)
class Interpretation:
    """One way to read a scale: what each key stands for. A key in the middle of ours is left.

    `low` and `high` are the ends of a scale of numbers.
    """

    code: str
    values: dict[str, str]
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Scale:
    """Values of one kind of columns, from the lowest, and the ways to read them.

    `certain` if the first way needs no confirmation.
    """

    kind: str
    notation: str
    found: tuple[FoundValue, ...]
    interpretations: tuple[Interpretation, ...]
    certain: bool = False

    def interpretation_for(self, values: Mapping[str, str]) -> Interpretation | None:
        """The first way that agrees with what is settled already."""
        settled = {one.key: values[one.key] for one in self.found if one.key in values}
        interpretations = (
            interpretation
            for interpretation in self.interpretations
            if settled.items() <= interpretation.values.items()
        )
        return next(interpretations, None)

    def restricted_to(self, found: FoundValues) -> "Scale | None":
        """The same scale of these values only, None if none of them is of it."""
        here = tuple(found[one.key] for one in self.found if one.key in found)
        return replace(self, found=here) if here else None

    def is_settled(self, values: Mapping[str, str]) -> bool:
        return all(one.key in values for one in self.found)


def scales_in(
    kind: str,
    found: FoundValues,
    labels: Sequence[str],
    recognise: Recogniser,
    *,
    in_doubt: bool = False,
) -> list[Scale]:
    """The scales among the values of a kind of columns, those in no doubt too.

    Numbers are `in_doubt` where the file says that they mean something else than ours.
    """
    numbers = _numbers(kind, found, len(labels), recognise, in_doubt)
    said = _words(kind, found, labels, recognise) if is_about_agreement(labels) else None
    return [scale for scale in (numbers, said) if scale]


def missing_codes(found: FoundValues) -> set[str]:
    """The numbers that stand for no answer, as 999 does: far from all that are points."""
    numbers = {key: number for key, number in _pairs(found) if "%" not in key}
    codes = {key: number for key, number in numbers.items() if abs(number) in _MISSING_CODES}
    others = (number for key, number in numbers.items() if key not in codes)
    small = all(abs(number) <= _LARGEST_SCALE for number in others)
    return {key for key, number in codes.items() if small or number < 0 or number > PERCENT}


def is_share(found: FoundValues) -> bool:
    """Whether the numbers are shares of one, as cells shown in per cent hold."""
    numbers = [number for key in found if (number := parse_number(key)) is not None]
    within = all(0 <= number <= 1 for number in numbers)
    return within and any(not number.is_integer() or "%" in key for key, number in _pairs(found))


def _pairs(found: FoundValues) -> Iterator[tuple[str, float]]:
    for key in found:
        number = parse_number(key)
        if number is not None:
            yield key, number


def _numbers(
    kind: str, found: FoundValues, points: int, recognise: Recogniser, in_doubt: bool
) -> Scale | None:
    bare = dict(_pairs(found))
    bare |= {key: float(point) for key in found if (point := parse_point(key, points))}
    numbers = bare | _numbered_otherwise(found, recognise) or _codes(found)
    if not numbers:
        return None
    meant = {recognise(key) for key in found.keys() - numbers.keys()}
    whole = all(parse_point(key, points) for key in numbers)
    certain = whole and (str(points) in meant or not _lacks_the_top(numbers, points))
    ours = (1.0, float(points))
    ends = (min(numbers.values()), max(numbers.values()))
    ranges = [ours] if certain else [(0.0, 1.0)] if is_share(found) else [*_ranges(*ends, points)]
    certain = certain and not in_doubt
    if ours not in ranges and _mostly_ours(found, numbers, points):
        ranges.append(ours)
    interpretations = (
        interpretation for one in ranges for interpretation in _both_ways(numbers, one, points)
    )
    in_order = sorted(numbers, key=lambda key: (numbers[key], key))
    return Scale(
        kind, NUMBERS, tuple(found[key] for key in in_order), tuple(interpretations), certain
    )


def _mostly_ours(found: FoundValues, numbers: Mapping[str, float], points: int) -> bool:
    """Whether so few numbers are no points of ours that they may be slips."""
    times = Counter({key: found[key].count for key in numbers})
    slips = sum(times[key] for key in numbers if not parse_point(key, points))
    return slips * SELDOM < times.total()


def _numbered_otherwise(found: FoundValues, recognise: Recogniser) -> dict[str, float]:
    """Numbers with words of ours that have another number here, as in “0 - Strongly disagree”."""
    numbers = {}
    for key in found:
        both = number_and_words(key)
        meant = recognise(both[1]) if both else None
        if both and meant and meant.isdigit() and meant != str(both[0]):
            numbers[key] = float(both[0])
    return numbers


def _codes(found: FoundValues) -> dict[str, float]:
    """Codes that survey tools number: “AO01” to “AO05”."""
    matches = {key: match for key in found if (match := _CODE.fullmatch(key))}
    alike = len({match[1] for match in matches.values()}) == 1
    numbers = {key: float(match[2]) for key, match in matches.items()}
    return numbers if alike and len(numbers) >= FEWEST_CODES else {}


def _lacks_the_top(numbers: Mapping[str, float], points: int) -> bool:
    """Whether there may be fewer points: the lowest one was chosen, and not the highest."""
    return len(numbers) > 1 and min(numbers.values()) == 1 and max(numbers.values()) < points


def _ranges(low: float, high: float, points: int) -> Iterator[tuple[float, float]]:
    """The ends that a scale with these lowest and highest answers may have, likeliest first."""
    if low < 0:
        most = max(-low, high)
        yield -most, most
        return
    start = 0.0 if low < 1 else 1.0
    usual = {start + points - 1, start + 6, 10.0}
    if high > _LARGEST_SCALE:
        if 0 < high - low <= _LARGEST_SCALE:
            yield low, high
        yield 0.0, float(PERCENT)
        return
    if high > start:
        yield start, high
    if high not in usual:
        yield from sorted((start, end) for end in usual if high < end <= high + points - 1)


def _both_ways(
    numbers: Mapping[str, float], ends: tuple[float, float], points: int
) -> Iterator[Interpretation]:
    """Ends to ends, and turned round. On a finer scale what is next to the middle is the middle: a
    person who leans as little as possible is not read as leaning."""
    low, high = ends
    said = (f"{low:g}", f"{high:g}")
    code = "-to-".join(said)
    step, middle, theirs = (points - 1) / (high - low), (points + 1) / 2, (low + high) / 2
    central = step < 1 and middle.is_integer()
    places = {
        key: middle if central and abs(number - theirs) <= 1 else 1 + (number - low) * step
        for key, number in numbers.items()
    }
    yield Interpretation(code, _nearest(places, points), *said)
    turned = {key: points + 1 - place for key, place in places.items()}
    yield Interpretation(code + REVERSED, _nearest(turned, points), *said)


def _nearest(places: Mapping[str, float], points: int) -> dict[str, str]:
    """The nearest point for each, halves away from the middle; the middle itself may be none."""
    middle = (points + 1) / 2
    nearest = {
        key: ceil(place - 0.5) if place < middle else floor(place + 0.5)
        for key, place in places.items()
        if place != middle or middle.is_integer()
    }
    return {key: str(point) for key, point in nearest.items() if 1 <= point <= points}


def _words(
    kind: str, found: FoundValues, labels: Sequence[str], recognise: Recogniser
) -> Scale | None:
    said = {key: one for key in found if (one := agreement(key))}
    points = len(labels)
    own = {plain(label) for label in labels}
    if is_graded(said.values()) and not {plain(key) for key in said} <= own:
        places = spread_evenly(said.values(), points)
    elif _has_no_middle(found, set(said), recognise):
        places = {one: float(recognise(key) or 0) for key, one in said.items()}
    else:
        return None
    in_order = sorted(said, key=lambda key: (places[said[key]], said[key].grade * said[key].side))
    values = _nearest({key: places[said[key]] for key in in_order}, points)
    return Scale(
        kind, WORDS, tuple(found[key] for key in in_order), (Interpretation(WORDS, values),)
    )


def _has_no_middle(found: FoundValues, said: set[str], recognise: Recogniser) -> bool:
    """Whether both sides were chosen at both strengths, and nothing that can be the middle."""
    points = {recognise(key) for key in said}
    others = {recognise(key) for key in found.keys() - said}
    return points == {"1", "2", "4", "5"} and "3" not in others and None not in others

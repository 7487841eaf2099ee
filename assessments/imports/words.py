"""The values people write in other tools, and what they stand for here.

Must not take a value whose sense is in doubt: what is not recognised is asked about.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from partnerships.sheets import Cell, as_text
from partnerships.vocabulary import LEVEL_WORDS, Level, by_words, plain

BLANK = "blank"
DONT_KNOW = "dont_know"
NOT_APPLICABLE = "not_applicable"
REASONS = (DONT_KNOW, NOT_APPLICABLE)
NOT_STATED = ""
LONGEST = 200  # characters; a longer text is no value but a comment in the wrong column

_BLANKS = {"", "-", "–", "—", "--", "no answer", "not answered", "no response"}
_UNSTATED = {*_BLANKS, "n/a", "not stated", "not given", "prefer not to say"}
_REASON_WORDS = {
    DONT_KNOW: ("don't know", "do not know", "not sure", "DK", "D/K", "unsure", "no opinion"),
    NOT_APPLICABLE: (
        *("n/a", "NA", "not applicable", "does not apply", "doesn't apply"),
        *("does not apply to us", "doesn't apply to us"),
    ),
}
_STRONG = ("strongly", "totally", "completely", "fully", "definitely")
_SOFT = ("somewhat", "slightly", "tend to", "mostly")
_AGREEMENT = {  # of five points; in each row the plainest word first
    "1": tuple(f"{word} disagree" for word in _STRONG),
    "2": ("disagree", *(f"{word} disagree" for word in _SOFT)),
    "3": ("neutral", "neither", "neither agree nor disagree", "neither agree or disagree"),
    "4": ("agree", *(f"{word} agree" for word in _SOFT)),
    "5": tuple(f"{word} agree" for word in _STRONG),
}
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,12}|,\d{1,2})?")  # not 1,000
_NUMBER_THEN_WORDS = re.compile(r"(\d{1,2})\b\W*([^\W\d].*)", re.DOTALL)
_WORDS_THEN_NUMBER = re.compile(r"(.*[^\W\d])\W+(\d{1,2})\W*", re.DOTALL)
_OUT_OF = re.compile(r"(\d{1,2})\s*(?:/|out of)\s*(\d{1,2})")


def value_key(cell: Cell) -> str:
    """A cell as the maps of values know it: case folded, single spaces, plain apostrophes."""
    return " ".join(as_text(cell).casefold().replace("’", "'").split())


def is_blank(key: str) -> bool:
    """Whether a text only marks that nothing was said, as “-” does."""
    return key in _BLANKS


def number_in(key: str) -> float | None:
    """The number that a text consists of, with a decimal point or comma."""
    return float(key.replace(",", ".")) if _NUMBER.fullmatch(key) else None


def point_in(key: str, points: int) -> int | None:
    """The point of a scale that a text gives: “4”, “4.0”, and “4/5” if there are five."""
    share = _OUT_OF.fullmatch(key)
    number = number_in(share[1] if share and int(share[2]) == points else key)
    return int(number) if number is not None and number in range(1, points + 1) else None


def organisation_key(name: str) -> str:
    """An organisation's name as it is compared, without a leading “the”."""
    return plain(name).removeprefix("the ")


@dataclass(frozen=True)
class Recogniser:
    """Tells what a value stands for, or that it doesn't know."""

    words: Mapping[str, str]
    points: int = 0
    blanks: Collection[str] = frozenset(_BLANKS)
    blank: str = BLANK
    simplify: Callable[[str], str] = plain

    def __call__(self, key: str) -> str | None:
        if key in self.blanks:
            return self.blank
        if point := point_in(key, self.points):
            return str(point)
        return self.words.get(self.simplify(key)) or self._of_both(key)

    def suggest(self, key: str) -> str:
        """What a value that is not recognised may have been meant to be, or ""."""
        if len(key) > LONGEST:
            return ""
        near = get_close_matches(self.simplify(key), self.words, n=1, cutoff=0.7)
        return self.words[near[0]] if near else ""

    def _of_both(self, key: str) -> str | None:
        """A number and words together, such as “4 - Agree”: only if they say the same."""
        if not self.points or len(key) > LONGEST:
            return None
        if match := _NUMBER_THEN_WORDS.fullmatch(key):
            number, said = match[1], match[2]
        elif match := _WORDS_THEN_NUMBER.fullmatch(key):
            said, number = match[1], match[2]
        else:
            return None
        value = self.words.get(self.simplify(said))
        point = point_in(number, self.points)
        agree = value == str(point) if point else value in REASONS
        return value if agree else None


def ratings(labels: Sequence[str], found: Iterable[str]) -> Recogniser:
    """For ratings: the questionnaire's labels, other words of agreement, reasons for none.

    Where the values `found` grade one point (“agree” and “tend to agree” in one file), only the
    questionnaire's own label is taken, since the scale was a finer one.
    """
    words = _reasons()
    seen = {plain(value) for value in found}
    for point, others in _AGREEMENT.items() if _of_agreement(labels) else ():
        if point == "3" or len(seen.intersection(others)) <= 1:
            words |= dict.fromkeys(others, point)
    return Recogniser(words | _labelled(labels), points=len(labels))


def importances(labels: Sequence[str]) -> Recogniser:
    """For importance, which has no “Don't know”: such words are blanks."""
    words = dict.fromkeys(_reasons(), BLANK) | _labelled(labels)
    return Recogniser(words, points=len(labels))


def organisations(names: Iterable[str]) -> Recogniser:
    """For organisations: their names, whatever the case, spaces or a leading “the”."""
    words: dict[str, str] = {}
    for name in names:
        key = organisation_key(name)
        words[key] = name if key not in words else ""  # two that look alike: ask
    known = {key: name for key, name in words.items() if name}
    return Recogniser(known, blanks=_UNSTATED, blank=NOT_STATED, simplify=organisation_key)


def levels() -> Recogniser:
    """For levels: their codes, labels and other words."""
    return Recogniser(by_words(Level, LEVEL_WORDS), blanks=_UNSTATED, blank=NOT_STATED)


def _of_agreement(labels: Sequence[str]) -> bool:
    return (
        len(labels) == len(_AGREEMENT)
        and "disagree" in plain(labels[0])
        and plain(labels[-1]).endswith("agree")
        and "disagree" not in plain(labels[-1])
    )


def _reasons() -> dict[str, str]:
    return {plain(word): reason for reason, words in _REASON_WORDS.items() for word in words}


def _labelled(labels: Sequence[str]) -> dict[str, str]:
    return {plain(label): str(point) for point, label in enumerate(labels, start=1)}

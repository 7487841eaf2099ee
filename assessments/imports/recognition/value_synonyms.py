"""The values people write in other tools, and what they mean here.

Must not accept a value of doubtful meaning: anything not recognised is asked about.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from partnerships.vocabulary import LEVEL_WORDS, Level, by_words, plain
from spreadsheets.reader import Cell, as_text

from .agreement import five_points, is_about_agreement

BLANK = "blank"
DONT_KNOW = "dont_know"
NOT_APPLICABLE = "not_applicable"
REASONS = (DONT_KNOW, NOT_APPLICABLE)
NOT_STATED = ""
LONGEST = 200  # characters; a longer text is no value but a comment in the wrong column
ALIKE = 0.8  # how alike two words are if one is a slip of the other
SHORTEST = 4  # letters; among shorter words a single one makes another word

_BLANKS = {"", "-", "–", "—", "--", "no answer", "not answered", "no response"}
_UNSTATED = {*_BLANKS, "not stated", "not given", "prefer not to say"}
_MARKS = {
    *("na", "n/a", "n.a.", "n.a", "nan", "<na>", "#null!", "null", "(null)", "none", "nil"),
    *(".", "..", "...", "missing", "(missing)", "system missing"),
}
_REASON_WORDS = {
    DONT_KNOW: ("don't know", "do not know", "not sure", "DK", "D/K", "unsure", "no opinion"),
    NOT_APPLICABLE: (
        *("not applicable", "does not apply", "doesn't apply"),
        *("does not apply to us", "doesn't apply to us"),
    ),
}
_QUOTES = "'\"‘’“”`"
_NUMBER = re.compile(r"([+-]?\d{1,12}(?:\.\d{1,17}|,\d{1,2})?)(?:\s*(%)|\.)?")  # not 1,000
_NUMBER_THEN_WORDS = re.compile(r"(\d{1,2})\b\W*([^\W\d].*)", re.DOTALL)
_WORDS_THEN_NUMBER = re.compile(r"(.*[^\W\d])\W+(\d{1,2})\W*", re.DOTALL)
_OUT_OF = re.compile(r"(\d{1,2})\s*(?:/|out of)\s*(\d{1,2})")


def value_key(cell: Cell) -> str:
    """A cell as the maps of values know it: case folded, single spaces, plain apostrophes."""
    return " ".join(as_text(cell).casefold().replace("’", "'").split())


def is_blank(key: str) -> bool:
    """Whether a text only marks that nothing was said, as “-” does."""
    return key in _BLANKS


def is_missing_mark(key: str) -> bool:
    """Whether a text is what programs write for nothing, as “NA” and “#NULL!” are."""
    return key in _MARKS


def parse_number(key: str) -> float | None:
    """The number that a text consists of, with a decimal point or comma; 25% is 0.25."""
    match = _NUMBER.fullmatch(key.strip(_QUOTES))
    if not match:
        return None
    number = float(match[1].replace(",", "."))
    return number / 100 if match[2] else number


def parse_point(key: str, points: int) -> int | None:
    """The point of a scale that a text gives: “4”, “4.0”, and “4/5” if there are five."""
    if "%" in key:
        return None
    share = _OUT_OF.fullmatch(key)
    number = parse_number(share[1] if share and int(share[2]) == points else key)
    return int(number) if number is not None and number in range(1, points + 1) else None


def number_and_words(key: str) -> tuple[int, str] | None:
    """The two parts of a value such as “4 - Agree” or “Agree (4)”."""
    if len(key) > LONGEST:
        return None
    if match := _NUMBER_THEN_WORDS.fullmatch(key):
        return int(match[1]), match[2]
    if match := _WORDS_THEN_NUMBER.fullmatch(key):
        return int(match[2]), match[1]
    return None


def organisation_key(name: str) -> str:
    """An organisation's name as it is compared, without a leading “the”."""
    return plain(name).removeprefix("the ")


@dataclass(frozen=True)
class Recogniser:
    """Says what a value in words means, or that it is unknown."""

    words: Mapping[str, str]
    points: int = 0
    blanks: Collection[str] = frozenset(_BLANKS)
    blank: str = BLANK
    simplify: Callable[[str], str] = plain

    def __call__(self, key: str) -> str | None:
        if key in self.blanks:
            return self.blank
        return self.words.get(self.simplify(key)) or self._of_both(key)

    def suggest(self, key: str) -> str:
        """What a value would mean if it is a typing mistake, or "".

        Never across words: a missing, added or different word may reverse the meaning.
        """
        if len(key) > LONGEST:
            return ""
        said = self.simplify(key).split()
        near = {value for word, value in self.words.items() if _is_slip(said, word.split())}
        return near.pop() if len(near) == 1 else ""

    def _of_both(self, key: str) -> str | None:
        """A number and words together, such as “4 - Agree”: only if they say the same."""
        both = number_and_words(key) if self.points else None
        if not both:
            return None
        number, said = both
        value = self.words.get(self.simplify(said))
        return value if value in ((str(number),) if number in self._scale else REASONS) else None

    @property
    def _scale(self) -> range:
        return range(1, self.points + 1)


def _is_slip(said: list[str], meant: list[str]) -> bool:
    if len(said) != len(meant):
        return False
    differing = [pair for pair in zip(said, meant, strict=True) if pair[0] != pair[1]]
    return all(_is_word_slip(one, other) for one, other in differing)


def _is_word_slip(one: str, other: str) -> bool:
    """Whether a letter or two differ, not the first: “un-” and “dis-” turn a word round."""
    if one[0] != other[0] or max(len(one), len(other)) < SHORTEST or not other.isalpha():
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


def rating_recogniser(labels: Sequence[str]) -> Recogniser:
    """For ratings: the questionnaire's labels, plain words of agreement, reasons for none."""
    others = five_points() if is_about_agreement(labels) else {}
    return Recogniser(_reasons() | others | _labelled(labels), points=len(labels))


def importance_recogniser(labels: Sequence[str]) -> Recogniser:
    """For importance, which has no “Don't know”: such words are blanks."""
    words = dict.fromkeys(_reasons(), BLANK) | _labelled(labels)
    return Recogniser(words, points=len(labels))


def organisation_recogniser(names: Iterable[str]) -> Recogniser:
    """For organisations: their names, whatever the case, spaces or a leading “the”."""
    words: dict[str, str] = {}
    for name in names:
        key = organisation_key(name)
        words[key] = name if key not in words else ""  # two that look alike: ask
    known = {key: name for key, name in words.items() if name}
    return Recogniser(known, blanks=_UNSTATED, blank=NOT_STATED, simplify=organisation_key)


def level_recogniser() -> Recogniser:
    """For levels: their codes, labels and other words."""
    return Recogniser(by_words(Level, LEVEL_WORDS), blanks=_UNSTATED, blank=NOT_STATED)


def _reasons() -> dict[str, str]:
    return {plain(word): reason for reason, words in _REASON_WORDS.items() for word in words}


def _labelled(labels: Sequence[str]) -> dict[str, str]:
    return {plain(label): str(point) for point, label in enumerate(labels, start=1)}

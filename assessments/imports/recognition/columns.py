"""Guesses what each column stands for from its heading.

Must not settle anything: a guess is shown, and anything doubtful is left to choose.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from html import unescape

from django.utils.translation import gettext as _

from partnerships.vocabulary import plain
from spreadsheets.reader import Sheet, find_headings, headings

from .targets import IGNORED, WITHOUT_CODE, QuestionnaireLike, Target

Guesses = dict[int, Target]

CLOSE = 0.9

_ORGANISATION = {
    *("organisation", "organization", "organisation name", "organization name", "agency"),
    *("partner", "partner organisation", "partner organization", "partner agency"),
    *("your organisation", "your organization", "which organisation do you work for"),
}
_LEVEL = {"level", "working level", "your level", "at which level do you work"}
_IMPORTANCE = {"importance", "important", "matter", "matters", "priority"}
_COMMENT = {"comment", "comments", "note", "notes", "remark", "remarks", "why"}
_MARKS = {"comment": _COMMENT, "importance": _IMPORTANCE}
_FILLERS = {
    *("a", "about", "any", "are", "do", "does", "for", "have", "how", "is", "it", "much", "now"),
    *("of", "on", "other", "our", "right", "the", "this", "to", "us", "you", "your"),
}
_NEGATIONS = {
    *("not", "no", "never", "nobody", "nothing", "none", "without", "rarely", "seldom", "hardly"),
    *("little", "few", "less", "fewer", "fail", "fails", "lack", "lacks"),
    *("arent", "cannot", "cant", "couldnt", "didnt", "doesnt", "dont", "hasnt", "havent"),
    *("isnt", "shouldnt", "wasnt", "werent", "wont", "wouldnt"),
}
_NOT_TURNED = re.compile(  # said around a statement, these don't turn it round
    r"\b(?:not at all|dont know|do not know|not sure|not applicable|no \d+)\b"
)
_ANOTHER = {  # words by which a column asks for something else about a statement than a rating
    *_COMMENT,
    *_IMPORTANCE,
    *("false", "untrue", "wrong", "opposite", "reverse", "reversed", "contrary"),
    *("feedback", "points", "time", "timing", "explain", "explanation", "reason", "reasons"),
    *("specify", "other", "further", "detail", "details", "example", "examples", "text"),
}
_WORDS_ENOUGH = 4  # a shorter text may stand within another heading by chance
_OPPOSITES = ("un", "in", "im", "dis", "non")
_NUMBERING = re.compile(
    r"(?:q|question|s|statement|item)?\s*\d{1,3}(?:[.-]\d{1,2})?[a-z]?[\W_]+"
    r"|[a-z]\w*\d\w*(?:\[\w+\])?[.:]\s+"
)
_OF_CHOICE = re.compile(r"\W+(?:response|selected choice|open-ended response)\W*$")
_TAG = re.compile(r"<[^<>]{1,200}>")
_ONCE_MORE = re.compile(r"(?<=[^\W\d_])\d{1,2}$")  # Microsoft Forms tells questions alike apart
_CODED = re.compile(r"([a-z_][\w.-]*?(?:\[[a-z_]*)?|#?)0*(\d{1,3})[\]\W]*", re.IGNORECASE)
_NUMBERED = re.compile(r"(q|question|s|statement|item|#)?\W*(\d{1,3})\W*")


class HeadingMatcher:
    """The headings that a questionnaire's columns may have."""

    def __init__(self, questionnaire: QuestionnaireLike) -> None:
        self.questionnaire = questionnaire
        self.codes = [statement.code for statement in questionnaire.statements]
        self.by_code = {code.casefold(): code for code in self.codes}
        self.by_text = {
            plain(statement.text): statement.code for statement in questionnaire.statements
        }
        self.by_target = {str(target).casefold(): target for target in targets(questionnaire)}
        self._named: dict[str, Target | None] = {}

    def guess(self, titles: Sequence[str]) -> Guesses:
        """A target for every column, `ignore` where the heading says nothing that is known."""
        guesses: dict[int, Target | None] = {i: self.named(title) for i, title in enumerate(titles)}
        guesses |= self._close(self._left(guesses, titles), self._claimed(guesses))
        guesses |= self._numbered(self._left(guesses, titles), self._claimed(guesses))
        for index, title in self._left(guesses, titles).items():
            guesses[index] = self._of_consideration(title)
        return {index: target or IGNORED for index, target in guesses.items()}

    def is_heading(self, text: str) -> bool:
        """Whether this is a heading that is wanted. A bare number may be an answer instead."""
        numbered = _NUMBERED.fullmatch(text.casefold())
        if numbered and numbered[1] and 1 <= int(numbered[2]) <= len(self.codes):
            return True
        return bool(self.named(text) or self._of_consideration(text))

    def named(self, title: str) -> Target | None:
        """What a heading names exactly: a target, a code, a text or a synonym."""
        if title not in self._named:
            self._named[title] = self._find_named(title)
        return self._named[title]

    def match_sheet(self, sheet: Sheet, row: int | None = None) -> tuple[int, Guesses]:
        """The last row of a sheet's headings, found unless given, and a target for each column."""
        row = row or find_headings(sheet, known=self.is_heading)
        return row, self.guess(headings(sheet, row))

    def is_matched_by_number(self, title: str, target: Target) -> bool:
        """Whether nothing but a number or a code can have told which statement this is."""
        if target.kind != "statement" or self.named(title) == target:
            return False
        numbered = _NUMBERED.fullmatch(title.casefold()) or _coded(title)
        return bool(numbered) and self.by_text.get(_closest(title, self.by_text)) != target.code

    def match_in_order(self, titles: Sequence[str], columns: Mapping[int, Target]) -> Guesses:
        """Coded columns (q1, SQ001) that nothing is known of, in order of their numbers.

        None unless they are as many as the statements.
        """
        groups: dict[str, list[tuple[int, int]]] = {}
        for index, title in enumerate(titles):
            match = _coded(title)
            if match and columns.get(index, IGNORED) == IGNORED:
                groups.setdefault(match[1], []).append((int(match[2]), index))
        many = [sorted(group) for group in groups.values() if len(group) > 1]
        whole = [group for group in many if len(group) == len(self.codes)]
        coded = [index for group in (whole if len(whole) == 1 else many) for _n, index in group]
        if len(coded) != len(self.codes):
            return {}
        return {
            index: Target("statement", code) for index, code in zip(coded, self.codes, strict=True)
        }

    def _find_named(self, title: str) -> Target | None:
        if target := self.by_target.get(title.casefold()):
            return target
        for text in _readings(title):
            code = self.by_code.get(text) or self.by_text.get(plain(text))
            if code:
                return Target("statement", code)
            if plain(text) in _ORGANISATION:
                return Target("organisation")
            if plain(text) in _LEVEL:
                return Target("level")
        return self._containing(title)

    def _containing(self, title: str) -> Target | None:
        """The one statement whose whole text a heading contains, if it asks to rate it."""
        said = f" {plain(_ONCE_MORE.sub('', _without_markup(title)))} "
        found = [
            text
            for text in self.by_text
            if len(text.split()) >= _WORDS_ENOUGH and f" {text} " in said
        ]
        longest = max(found, key=len, default="")
        if not longest or not all(text in longest for text in found):
            return None
        around = said.replace(f" {longest} ", " ", 1)
        return None if _asks_another(around) else Target("statement", self.by_text[longest])

    @staticmethod
    def _left(guesses: dict[int, Target | None], titles: Sequence[str]) -> dict[int, str]:
        return {i: title for i, title in enumerate(titles) if title and guesses[i] is None}

    @staticmethod
    def _claimed(guesses: dict[int, Target | None]) -> set[str]:
        return {guess.code for guess in guesses.values() if guess and guess.kind == "statement"}

    def _close(self, titles: dict[int, str], claimed: set[str]) -> Guesses:
        """Statements reworded a little, among those that no heading names outright."""
        texts = {text: code for text, code in self.by_text.items() if code not in claimed}
        guesses = {}
        for index, title in titles.items():
            if text := _closest(title, texts):
                guesses[index] = Target("statement", texts.pop(text))
        return guesses

    def _numbered(self, titles: dict[int, str], claimed: set[str]) -> Guesses:
        """Columns that carry only a number: the questionnaire's order, if they can be that."""
        matches = {index: _NUMBERED.fullmatch(title.casefold()) for index, title in titles.items()}
        numbers = {index: int(match[2]) for index, match in matches.items() if match}
        codes = dict(enumerate(self.codes, start=1))
        wanted = set(numbers.values())
        enough = len(wanted) >= min(3, len(codes))
        if not enough or len(wanted) < len(numbers) or not wanted <= codes.keys():
            return {}
        if claimed & {codes[number] for number in wanted}:
            return {}
        return {index: Target("statement", codes[number]) for index, number in numbers.items()}

    def _of_consideration(self, title: str) -> Target | None:
        """An importance or comment column: such a word, and a consideration's name or code."""
        said = set(plain(title).split())
        kind = next((kind for kind, marks in _MARKS.items() if said & marks), "")
        considerations = self.questionnaire.considerations if kind else ()
        named = [c.code for c in considerations if _names(title, c.name, c.code)]
        return Target(kind, named[0]) if len(named) == 1 else None


def targets(questionnaire: QuestionnaireLike) -> list[Target]:
    """Everything that a column can stand for with this questionnaire, in its order."""
    return [
        *(Target(kind) for kind in WITHOUT_CODE),
        *(Target("statement", statement.code) for statement in questionnaire.statements),
        *(
            Target("importance", consideration.code)
            for consideration in questionnaire.considerations
        ),
        *(Target("comment", consideration.code) for consideration in questionnaire.considerations),
    ]


def describe(target: Target, questionnaire: QuestionnaireLike) -> str:
    """A target in words, for a person to choose or to be told of."""
    names = {
        **{("statement", s.code): s.text for s in questionnaire.statements},
        **{(kind, c.code): c.name for c in questionnaire.considerations for kind in _MARKS},
    }
    kind = {
        "organisation": _("Organisation"),
        "level": _("Level"),
        "statement": _("Statement: %(name)s"),
        "importance": _("Importance: %(name)s"),
        "comment": _("Comment: %(name)s"),
        "ignore": _("Leave out"),
    }[target.kind]
    return kind % {"name": names.get((target.kind, target.code), target.code)}


def _readings(title: str) -> Iterator[str]:
    """A heading as it stands, without its number, and without the question around it.

    Survey tools write a grid's rows as “How far do you agree? [We trust one another]”.
    """
    text = _OF_CHOICE.sub("", _without_markup(title).casefold())
    bracketed = re.search(r"\[([^\[\]]+)\]\W*$", text)
    before, _colon, after = text.partition(": ")
    parts = [
        (text, ""),
        (bracketed[1], text[: bracketed.start()]) if bracketed else ("", ""),
        (after, before),
    ]
    for part, around in parts:
        if part and not _asks_another(around):
            yield part
            yield _NUMBERING.sub("", part, count=1) if _NUMBERING.match(part) else part


def _without_markup(title: str) -> str:
    return _TAG.sub(" ", unescape(title)).strip() if set(title) & set("<&") else title


def _coded(title: str) -> re.Match[str] | None:
    """The code that a heading is, or begins with before a colon, as stem and number."""
    return _CODED.fullmatch(title.partition(": ")[0])


def _asks_another(around: str) -> bool:
    """Whether the words around a statement turn it round, or ask for something but a rating."""
    words = set(_NOT_TURNED.sub(" ", plain(around)).split())
    disagree = "disagree" in words and "agree" not in words
    return disagree or bool(words & (_NEGATIONS | _ANOTHER))


def _closest(title: str, texts: Collection[str]) -> str:
    for parsed in map(plain, _readings(title)):
        words = set(parsed.split())
        alike = [text for text in texts if _share_words(words, text)]
        for near in get_close_matches(parsed, alike, n=1, cutoff=CLOSE):
            if not _turned_round(set(near.split()), words):
                return near
    return ""


def _share_words(words: set[str], text: str) -> bool:
    """Whether half the words of a text are among these: without them it cannot be close."""
    own = text.split()
    return 2 * sum(map(words.__contains__, own)) >= len(own)


def _turned_round(one: set[str], other: set[str]) -> bool:
    """Whether one text may mean something different although the wording is close."""
    differing = one ^ other
    opposites = {prefix + word for word in differing for prefix in _OPPOSITES}
    return bool(differing & (_NEGATIONS | _ANOTHER | opposites))


def _names(title: str, name: str, code: str) -> bool:
    """Whether a heading names this consideration; a single word must be all that it names."""
    said = plain(title)
    named = plain(name).removeprefix("the ")
    if " " in named and f" {named} " in f" {said} ":
        return True
    rest = set(said.split()) - _COMMENT - _IMPORTANCE - _FILLERS
    return rest in ({plain(code)}, {named})

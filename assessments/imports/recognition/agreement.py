"""Words of agreement, in either order, and how far from the middle each is.

Must not say which point of a scale a word is: `value_synonyms` does for the plain five, and
`scales` proposes it where a file grades them more finely.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnerships.vocabulary import plain

MIDDLES = ("neutral", "neither", "neither agree nor disagree", "neither agree or disagree")

FIVE = 5

_STRONG = ("strongly", "totally", "completely", "fully", "definitely")
_STRONGER = ("very strongly", "extremely", "absolutely", "entirely", "very much", "a lot")
_GRADES = (  # from the weakest
    ("slightly", "a little", "a bit"),
    ("somewhat", "tend to", "moderately", "partly", "rather", "quite"),
    ("mostly", "generally", "largely", "mainly"),
    ("",),
    ("strongly",),
    (*(word for word in _STRONG if word != "strongly"), *_STRONGER),
)
_GRADE = {word: grade for grade, words in enumerate(_GRADES, start=1) for word in words}
_PLAIN = _GRADE[""]
_SIDES = {"disagree": -1, "agree": 1}


@dataclass(frozen=True)
class Agreement:
    """A side (-1, 0 or 1), how strong a word of it is, and that word ("" for none)."""

    side: int
    grade: int = 0
    word: str = ""


MIDDLE = Agreement(0)


def agreement(text: str) -> Agreement | None:
    """What “Tend to agree” or “Disagree strongly” says; None for anything else."""
    said = plain(text)
    if said in MIDDLES:
        return MIDDLE
    tokens = said.split()
    sides = [token for token in tokens if token in _SIDES]
    if len(sides) != 1:
        return None
    word = " ".join(token for token in tokens if token not in _SIDES)
    return Agreement(_SIDES[sides[0]], _GRADE[word], word) if word in _GRADE else None


def is_graded(said: Iterable[Agreement]) -> bool:
    """Whether words are finer than plain and strong ones: “tend to”, or “fully” beside “strongly”.

    Then none of them says for certain which of five points it is.
    """
    found = set(said)
    if any(0 < one.grade < _PLAIN for one in found):
        return True
    strong = [(one.side, one.word) for one in found if one.grade > _PLAIN]
    return any(len({word for at, word in strong if at == side}) > 1 for side in _SIDES.values())


def spread_evenly(said: Iterable[Agreement], points: int) -> dict[Agreement, float]:
    """Where on a scale each word stands, ends to ends and the same on both sides."""
    found = set(said)
    grades = sorted({one.grade for one in found if one.side})
    if grades and grades[-1] <= _PLAIN:
        grades.append(_PLAIN + 1)  # no one chose the strongest word
    middle, half = (points + 1) / 2, (points - 1) / 2
    return {
        one: middle + one.side * half * (grades.index(one.grade) + 1) / len(grades)
        if one.side
        else middle
        for one in found
    }


def five_points() -> dict[str, str]:
    """The plain words of a five-point scale, in either order, and the point each stands for."""
    return {
        **dict.fromkeys(_strongly("disagree"), "1"),
        "disagree": "2",
        **dict.fromkeys(MIDDLES, "3"),
        "agree": "4",
        **dict.fromkeys(_strongly("agree"), "5"),
    }


def _strongly(side: str) -> Iterable[str]:
    for word in _STRONG:
        yield from (f"{word} {side}", f"{side} {word}")


def is_about_agreement(labels: Sequence[str]) -> bool:
    """Whether a questionnaire's labels are five points from disagreeing to agreeing."""
    return (
        len(labels) == FIVE
        and "disagree" in plain(labels[0])
        and plain(labels[-1]).endswith("agree")
        and "disagree" not in plain(labels[-1])
    )

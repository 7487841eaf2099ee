"""The patterns found in a review in words: which statements show each, with their counts."""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from insights.results.load import Results
from insights.results.patterns import Example, Pattern, PatternMatches

from .figures import counted_in_words
from .gaps import apart_sentence


@dataclass(frozen=True)
class PatternInWords:
    """A pattern, its clearest statements with the figures that make it, and how many more."""

    pattern: Pattern
    examples: list[tuple[Example, str]]
    unnamed: int


def patterns_in_words(found: list[PatternMatches]) -> list[PatternInWords]:
    """The patterns with the figures behind each statement that is named."""
    return [
        PatternInWords(
            one.pattern,
            [(example, figures_behind(one.pattern, example)) for example in one.clearest],
            one.unnamed,
        )
        for one in found
    ]


def figures_behind(pattern: Pattern, example: Example) -> str:
    """The figures that make a statement show a pattern."""
    called = example.profile.gap
    if not pattern.is_counted and called:
        return apart_sentence(called.gap)
    return counted_in_words(example.figure)


def patterns_sentence(results: Results, found: list[PatternMatches]) -> str:
    """How many statements show each pattern, and which is the clearest strength and concern."""
    if not found:
        return _("No statement stands out.")
    asked = sum(len(one.statements) for one in results)
    counted = _("Among %(asked)s statements there are %(counted)s.") % {
        "asked": asked,
        "counted": get_text_list([one.count_in_words for one in found], _("and")),
    }
    by_code = {one.pattern.code: one.clearest[0] for one in found}
    clearest = [
        words
        % {
            "statement": by_code[code].result.statement.text.rstrip("."),
            "counts": counted_in_words(by_code[code].figure),
        }
        for code, words in (
            ("strength", _("The clearest strength: “%(statement)s” (%(counts)s).")),
            ("concern", _("The clearest concern: “%(statement)s” (%(counts)s).")),
        )
        if code in by_code
    ]
    return " ".join([counted, *clearest])

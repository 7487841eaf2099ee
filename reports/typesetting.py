"""Sets an outline as PDF/UA with typst. People's text is passed as JSON, so it can never be markup.
Only the fonts that come with typst are used if they are enough, so that a report looks the same on
any machine. Other scripts are set in this machine's fonts. A symbol that no font here can show is
replaced by its name or a box, because a PDF/UA file may not contain text it cannot display."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"
MAX_ATTEMPTS = 8
LONGEST_RUN, LONGEST_OF_ANY_SCRIPT = 24, 200
MAX_STACKED_MARKS = 8
NEWLINES = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile("\t|[\xa0\u2000-\u200a\u202f\u205f\u3000]{2,}")
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u3164\uffa0\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff\ud800-\udfff]"
)
WESTERN = "[!-~\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]"
LONG_RUN = re.compile(
    f"{WESTERN}{{{LONGEST_RUN}}}(?={WESTERN})|[^ \\n]{{{LONGEST_OF_ANY_SCRIPT}}}(?=[^ \\n])"
)
COMBINING_MARKS = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1E950))))
STACKED_MARKS = re.compile(f"([{COMBINING_MARKS}]{{{MAX_STACKED_MARKS}}})[{COMBINING_MARKS}]+")
MISSING_GLYPH = re.compile(
    r'the text (?:contains the disallowed codepoint )?`"(.+?)"`(?! with)', re.S
)
ESCAPE_SEQUENCE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class TypesetterCrashed(Exception):
    """The typesetter crashed on a text instead of refusing it."""


def typeset(template: str, outline: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The template in this app's typst folder, set with the outline as tagged PDF/UA-1."""
    outline = _map_texts(outline, clean_text)
    for own_fonts_alone in (True, *[False] * MAX_ATTEMPTS):
        try:
            return _compile(template, outline, made_at, own_fonts_alone=own_fonts_alone)
        except typst.TypstError as refusal:
            missing = _missing_glyphs(refusal)
            if not missing:
                raise
        except TypesetterCrashed:
            break
        if not own_fonts_alone:
            outline = _map_texts(outline, _substitution_for(missing))
    return _compile(template, _map_texts(outline, _latin_only), made_at, own_fonts_alone=True)


def language_tags(language: str) -> dict[str, str | None]:
    """A language and its country, as typst expects them."""
    spoken, _dash, country = language.partition("-")
    return {"lang": spoken, "region": country.upper() if len(country) == 2 else None}


def _compile(
    template: str, outline: Mapping[str, Any], made_at: datetime, *, own_fonts_alone: bool
) -> bytes:
    try:
        return typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            sys_inputs={"outline": json.dumps(outline)},
            pdf_standards=["ua-1"],
            timestamp=made_at.replace(microsecond=0),
            ignore_system_fonts=own_fonts_alone,
        )
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":  # not an Exception, and not to be imported
            raise TypesetterCrashed from problem
        raise


def _map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same structure, with a function applied to every text in it."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _map_texts(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_map_texts(one, change) for one in value]
    return value


def clean_text(text: str) -> str:
    """A text fit for paper: without control characters, and with line breaks allowed in long runs.
    The typesetter slows down on text it cannot break, and crashes on the longest."""
    text = UNPRINTABLE.sub("", SPACES.sub(" ", NEWLINES.sub("\n", text)))
    return LONG_RUN.sub("\\g<0>\u200b", STACKED_MARKS.sub(r"\1", text))


def _missing_glyphs(refusal: typst.TypstError) -> set[str]:
    """The texts that typst reports no font for."""

    def plain(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else match[2]

    return {ESCAPE_SEQUENCE.sub(plain, text) for text in MISSING_GLYPH.findall(refusal.diagnostic)}


def _substitution_for(missing: set[str]) -> Callable[[str], str]:
    """Replaces symbols that no font can show. There may be thousands of them."""
    signs = str.maketrans({one: _substitute(one) for one in missing if len(one) == 1})
    clusters = sorted((one for one in missing if len(one) > 1), key=len, reverse=True)

    def replaced(text: str) -> str:
        for one in clusters:
            text = text.replace(one, _substitute(one))
        return text.translate(signs)

    return replaced


def _substitute(cluster: str) -> str:
    """What is printed for a symbol that no font can show: its name, or else a box."""
    sign = cluster[0]
    if unicodedata.category(sign) == "So":
        return f"[{unicodedata.name(sign, 'symbol').lower()}]"
    return "□" * any(not unicodedata.category(one).startswith("M") for one in cluster)


def _latin_only(text: str) -> str:
    """The last resort: keep Latin-1 and our own punctuation, and replace all else with a box."""
    return "".join(one if one <= "ÿ" or one in "–’‘“”•·…□\u200b" else "□" for one in text)

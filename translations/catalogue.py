"""Translations of the interface: files that a host has filled in, checked and put into use.

Each language has one file in the folder that TRANSLATIONS names, `cy.po`. Putting it into use
compiles it to where Django looks for it. Until then readers do not see it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from gettext import GNUTranslations
from io import BytesIO
from operator import or_
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from babel.plural import to_gettext
from django.conf import settings
from django.utils.translation import gettext, override, to_locale

from assessments.questionnaires.files import Fault, FaultyFile
from translations.extraction import OF_LIBRARY, template

HEADER = """\
# A translation of Parallax. Fill in each empty msgstr.
# Keep placeholders such as %(name)s and {name}, and tags such as <cite>, as they are.
#"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
TAG = re.compile(r"<[^<>]+>")


@dataclass(frozen=True)
class TranslationProgress:
    """The progress of a translation: texts translated, those to be confirmed, and all texts."""

    translated: int
    unsure: int
    texts: int

    def __str__(self) -> str:
        share = 100 * self.translated // self.texts
        said = f"{self.translated} of {self.texts} texts translated ({share} %)"
        return f"{said}, {self.unsure} marked fuzzy, which are not used" if self.unsure else said


def source_of(language: str) -> Path:
    """The file for a translator to fill in."""
    return settings.TRANSLATIONS / f"{language}.po"


def in_use(language: str) -> Path:
    """The file that the program reads."""
    return settings.TRANSLATIONS / to_locale(language) / "LC_MESSAGES" / "django.mo"


def write_template() -> Path:
    """Write every text to a template for translators' programs. Returns its path."""
    return _written(settings.TRANSLATIONS / "parallax.pot", lambda to: write_po(to, template()))


def write_source(language: str) -> Path:
    """Write or update the file of a language. Returns its path.

    Existing translations stay. A new text similar to an old one gets its translation, marked fuzzy.
    A text that is no longer used stays at the end as a comment.
    """
    file = source_of(language)
    catalog = read(file) if file.exists() else _empty(to_locale(language))
    catalog.update(template())
    catalog.revision_date = datetime.now(UTC)
    with override(language):
        _fill_in_libraries(catalog)
    return _written(file, lambda to: write_po(to, catalog, include_previous=True))


def _empty(locale: str) -> Catalog:
    catalog = Catalog(locale, project="Parallax", header_comment=HEADER, fuzzy=False)
    if catalog.locale:
        forms = to_gettext(catalog.locale.plural_form)
        catalog.mime_headers = [*catalog.mime_headers, ("Plural-Forms", forms)]
    return catalog


def _fill_in_libraries(catalog: Catalog) -> None:
    """A library's own translation in the active language, which need not be translated again."""
    for message in catalog:
        text = message.id
        if OF_LIBRARY in message.auto_comments and isinstance(text, str) and not message.string:
            known = Message(text, gettext(text))
            if known.string != known.id and not [*_faults(known, catalog)]:
                message.string = known.string


def read(file: Path) -> Catalog:
    """A file without errors. `FaultyFile` gives the line of each error."""
    content = file.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise FaultyFile(
            [Fault(line, "This file is not UTF-8. Save it in that encoding.")]
        ) from wrong
    try:
        catalog = read_po(BytesIO(content), locale=to_locale(file.stem), abort_invalid=True)
    except PoFileError as wrong:
        said = str(wrong).rpartition(" on ")[0]
        raise FaultyFile([Fault(wrong.lineno + 1, f"{said}.")]) from wrong
    texts = (one for one in catalog if one.id)
    faults = [Fault(one.lineno or 1, said) for one in texts for said in _faults(one, catalog)]
    if not faults and not _loads(catalog):
        faults = [Fault(1, "Plural-Forms, at the top of the file, is not valid.")]
    if faults:
        raise FaultyFile(faults)
    return catalog


def _loads(catalog: Catalog) -> bool:
    """Whether the program can read what this compiles to."""
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    try:
        GNUTranslations(compiled)
    except ValueError:
        return False
    return True


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a text: one, unless it has a plural."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _faults(message: Message, catalog: Catalog) -> Iterator[str]:
    forms = _forms(message.string)
    if not any(forms):
        return
    if message.pluralizable and not all(forms):
        yield f"Fill in all {catalog.num_plurals} plural forms, or none."
    for text in filter(None, forms):
        for sort, pattern in (("placeholder", PLACEHOLDER), ("tag", TAG)):
            yield from _of_sort(sort, pattern, message, text)
        if "%(" in text or "%%" in text:
            yield from _unfit(text)


def _of_sort(sort: str, pattern: re.Pattern[str], message: Message, text: str) -> Iterator[str]:
    """Placeholders and tags must match the original. A plural may leave some out."""
    wanted = reduce(or_, (Counter(pattern.findall(original)) for original in _forms(message.id)))
    given = Counter(pattern.findall(text))
    for one in given - wanted:
        yield f"The {sort} {one} is not in the original, or not so often."
    if not message.pluralizable:
        for one in wanted - given:
            yield f"The {sort} {one} is missing."


def _unfit(text: str) -> Iterator[str]:
    try:
        text % defaultdict(int)
    except (TypeError, ValueError):
        yield "Write a percent sign that is not part of a placeholder twice: %%."


def progress_of(catalog: Catalog) -> TranslationProgress:
    """The progress against the texts there are to translate now."""
    texts = [one for one in template() if one.id]
    there = [catalog.get(_forms(one.id)[0], one.context) for one in texts]
    filled = [one for one in there if one is not None and any(_forms(one.string))]
    unsure = sum(one.fuzzy for one in filled)
    return TranslationProgress(len(filled) - unsure, unsure, len(texts))


def take_into_use(language: str) -> TranslationProgress:
    """Put a language's file into use. `FaultyFile` if it has errors."""
    catalog = read(source_of(language))
    compile_for(language, catalog)
    return progress_of(catalog)


def compile_for(language: str, catalog: Catalog) -> Path:
    """Write a language's texts to where the program reads them."""
    return _written(in_use(language), lambda to: write_mo(to, catalog))


def _written(file: Path, write: Callable[[BytesIO], None]) -> Path:
    """Move a file into place in one step, so that no one ever reads half of it."""
    content = BytesIO()
    write(content)
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.new")
    draft.write_bytes(content.getvalue())
    return draft.replace(file)

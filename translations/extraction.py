"""Every text that can be translated: in our code, our templates and the evidence bank.

It includes the few library texts that people see, because libraries do not have every language.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file, extract_python
from django.apps import apps
from django.conf import settings
from django.template import Engine
from django.utils.translation.template import templatize

from evidence.bank import shipped_bank

KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
LIBRARIES = (
    "django.contrib.auth.password_validation",
    "django.core.validators",
    "django.forms",
    "django.utils.dates",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
)
OF_LIBRARY = "From a library that Parallax uses"
Found = tuple[str, int, str | tuple[str, ...], str | None]
"""A text: its file, line, forms and context."""
Extracted = tuple[int, str | tuple[str, ...], list[str], str | None]
"""A text in one file as Babel gives it: its line, forms, comments and context."""


def template() -> Catalog:
    """Every text, untranslated, with where it is used, in the order of the code."""
    catalog = Catalog(project="Parallax", fuzzy=False)
    ours, of_libraries = _found()
    for file, line, text, context in ours:
        catalog.add(text, locations=[(file, line)], context=context)
    for file, _line, text, context in of_libraries:
        if catalog.get(text if isinstance(text, str) else text[0], context) is None:
            catalog.add(text, locations=[(file, 0)], auto_comments=[OF_LIBRARY], context=context)
    return catalog


@cache
def _found() -> tuple[list[Found], list[Found]]:
    """Our own texts, and those of libraries."""
    return [*_of_ours(), *_of_evidence()], [*_of_libraries()]


def _of_ours() -> Iterator[Found]:
    folders = [Path(one.path) for one in apps.get_app_configs()]
    ours = sorted(one for one in folders if one.parent == settings.BASE_DIR)
    for folder in ours:
        yield from _in_folder(folder, "*.py", "python", settings.BASE_DIR)
    for folder in map(Path, Engine.get_default().dirs):
        for pattern in ("*.html", "*.txt"):
            yield from _in_folder(folder, pattern, extract_template, settings.BASE_DIR)


def _of_evidence() -> Iterator[Found]:
    for consideration in shipped_bank().considerations:
        for text in consideration.texts:
            yield f"evidence/data/considerations/{consideration.code}.yaml", 0, text, None
    for source in shipped_bank().sources.values():
        for text in source.texts:
            yield "evidence/data/sources.yaml", 0, text, None


def _of_libraries() -> Iterator[Found]:
    for name in LIBRARIES:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(name=name)
        origin = Path(spec.origin)
        top = origin.parents[name.count(".") + (origin.name == "__init__.py")]
        if origin.name == "__init__.py":
            yield from _in_folder(origin.parent, "*.py", "python", top)
        else:
            yield from _in_folder(origin.parent, origin.name, "python", top)


def _in_folder(
    folder: Path, pattern: str, method: str | Callable[..., Iterator[Extracted]], top: Path
) -> Iterator[Found]:
    for file in sorted(folder.rglob(pattern)):
        if {"migrations", "tests"} & set(file.parts[len(folder.parts) :]):
            continue
        for line, text, _comments, context in extract_from_file(method, file, KEYWORDS):
            yield file.relative_to(top).as_posix(), line, text, context


def extract_template(
    file: IO[bytes], keywords: Mapping[str, Any], comment_tags: Collection[str], options: object
) -> Iterator[Extracted]:
    """The texts of a Django template, in the form that Babel expects."""
    as_python = templatize(file.read().decode())
    lines = "\n".join(line.strip() for line in as_python.splitlines())
    return extract_python(BytesIO(lines.encode()), keywords, comment_tags, {})

"""The zip archive of a workbook: only inspected parts are passed on to be read.

Must not trust the file, which comes from a stranger. Declared sizes limit what is unpacked (zipfile
never reads past them). Every part is parsed once, chunk by chunk, and refused if it has a document
type. What is passed on is a new archive with only those parts in it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO, Self
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from .cells import UnreadableSheet
from .limits import MAX_ASIDE, too_large

MAX_UNPACKED = 150 * 1024 * 1024  # 3,000,000 cells as Excel writes them
CHUNK = 1024 * 1024
SMALL = 4 * CHUNK  # a part that is inspected soon enough
MAX_TAG = 4 * CHUNK  # an element with its attributes, or a comment: held whole

_CLAIMS = ("count", "Count")

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
OnText = Callable[[str], None]


class Archive:
    """A workbook's archive. Each part is inspected when it is read."""

    def __init__(self, content: bytes) -> None:
        self._zip = ZipFile(BytesIO(content))
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        entries = self._zip.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableSheet(protected_file())
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise UnreadableSheet(
                _(
                    "This file unpacks to more than %(most)s MB. Copy the cells you need into a "
                    "new workbook, or save the sheet as CSV."
                )
                % {"most": MAX_UNPACKED // 1024**2}
            )
        self._read: set[str] = set()
        self._file = BytesIO()
        self._inspected = ZipFile(self._file, "w", ZIP_DEFLATED, compresslevel=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._inspected.close()

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._names

    def large(self, name: str) -> Iterator[bytes]:
        """The pieces of a part that takes long to inspect. Nothing for a smaller part."""
        entry = self._zip.getinfo(self._names[name.casefold()])
        if entry.file_size > SMALL:
            with self._zip.open(entry) as part:
                while piece := part.read(CHUNK):
                    yield piece

    def read(
        self,
        name: str,
        start: Start | None = None,
        end: End | None = None,
        text: OnText | None = None,
    ) -> None:
        """Inspect a part, calling `start` for each element, so that it may be passed on."""
        if name.casefold() in self._read:
            raise ValueError(f"read before: {name}")
        self._read.add(name.casefold())
        with (
            self._zip.open(self._names[name.casefold()]) as part,
            self._inspected.open(name, "w") as copy,
        ):
            parse(_copied(part, copy), start or with_limit(MAX_ASIDE), end, text)

    def inspected(self, **others: bytes) -> BytesIO:
        """An archive of the parts that were read, and of `others`."""
        for name, data in others.items():
            self._inspected.writestr(name, data)
        self._inspected.close()
        self._file.seek(0)
        return self._file


def _copied(part: IO[bytes], copy: IO[bytes]) -> Iterator[bytes]:
    while chunk := part.read(CHUNK):
        copy.write(chunk)
        yield chunk


def parse(
    chunks: Iterable[bytes], start: Start, end: End | None = None, text: OnText | None = None
) -> None:
    """Report a part's elements. It is always read as UTF-8, as other libraries will read it."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    fed = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        fed += len(chunk)
        if fed - parser.CurrentByteIndex > MAX_TAG:
            raise UnreadableSheet(too_large())
    parser.Parse(b"", True)


def with_limit(most: int, tell: Start | None = None) -> Start:
    """For a part whose elements, and those it claims, are few enough: memory is allocated for what
    it claims.

    Each element is passed on.
    """
    found = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal found
        found += 1
        claims = (value for name, value in attributes.items() if name.endswith(_CLAIMS))
        if found > most or any(value.isdecimal() and int(value) > most for value in claims):
            raise UnreadableSheet(too_large())
        if tell:
            tell(name, attributes)

    return start


def _refuse_document_type(*_declared: object) -> None:
    raise UnreadableSheet(
        _("This file contains instructions that a spreadsheet does not need. Save it as CSV.")
    )


@contextmanager
def damage_in_words() -> Iterator[None]:
    """Turn anything a library raises over a damaged file into a message."""
    try:
        yield
    except (UnreadableSheet, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a library written in Rust panics, which is no Exception
        raise UnreadableSheet(
            _(
                "This file is damaged and cannot be read. Open it in your spreadsheet program, "
                "save it again as .xlsx or CSV, and use the new file."
            )
        ) from error


def protected_file() -> str:
    return _("This file is protected by a password. Save a copy without the password.")


def not_a_spreadsheet() -> str:
    return _("This is not a spreadsheet. Select a file saved as .xlsx, .xls, .ods or CSV.")

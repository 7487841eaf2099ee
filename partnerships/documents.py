"""What a document is, according to its content. Only kinds that cannot run anything are accepted.

They are only offered as downloads, never shown as pages.
"""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _

KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
"""Each kind that is taken, by the ending of its files, with its media type."""

LABELS = {
    "pdf": _("PDF"),
    "png": _("picture"),
    "jpg": _("picture"),
    "docx": _("Word file"),
    "xlsx": _("Excel file"),
    "pptx": _("PowerPoint file"),
}

SIGNATURES = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}
MAIN_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
RUNS = ("vbaproject.bin", "activex")


def kind_of(content: bytes) -> str | None:
    """The kind of a document; None if it is not accepted."""
    for kind, signature in SIGNATURES.items():
        if content.startswith(signature):
            return kind
    return _office_kind(content)


def _office_kind(content: bytes) -> str | None:
    """The kind of an Office document, unless it contains macros."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except BadZipFile:
        return None
    if any(word in name.lower() for name in names for word in RUNS):
        return None
    return next((kind for kind, part in MAIN_PARTS.items() if part in names), None)

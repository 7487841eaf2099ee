"""The formats a report can be written in, by file extension."""

from collections.abc import Callable

from .outline import Report
from .pdf import write_pdf

WRITERS: dict[str, Callable[[Report], bytes]] = {"pdf": write_pdf}

"""Keeps what opens a door out of the program's log: whoever reads it must not be able to use it."""

import logging
import re

LINK = re.compile(r"(/respond/[^/\s]+/|/demonstration/|/membership/|/join/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Writes a message out and takes the tokens of personal links from it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = LINK.sub(r"\1…", record.getMessage()), ()
        return True

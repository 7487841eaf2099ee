"""Keeps personal links out of the program's log: whoever reads it must not be able to use one."""

import logging
import re

LINK = re.compile(r"(/respond/[^/\s]+/|/demonstration/|/membership/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Writes a message out and takes the tokens of personal links from it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = LINK.sub(r"\1…", record.getMessage()), ()
        return True

"""Keeps secrets out of the program's log, so that no one who reads it can use them."""

import logging
import re

ADDRESS = re.compile(r"[^\s<>\"(),;:=\[\]]+@[\w\\-]+(\.[\w\\-]+)+")
LINK = re.compile(r"(/respond/[^/\s]+/|/demonstration/|/membership/|/join/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Removes the tokens of personal links from a message."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = LINK.sub(r"\1…", record.getMessage()), ()
        return True


class WithoutAddresses(logging.Formatter):
    """Removes email addresses from log entries, including error messages."""

    def format(self, record: logging.LogRecord) -> str:
        return ADDRESS.sub("…", super().format(record))

"""Keeps what opens a door out of the program's log: whoever reads it must not be able to use it."""

import logging
import re

ADDRESS = re.compile(r"[^\s<>\"(),;:=\[\]]+@[\w\\-]+(\.[\w\\-]+)+")
LINK = re.compile(r"(/respond/[^/\s]+/|/demonstration/|/membership/|/join/)[^/\s]+")


class WithoutLinks(logging.Filter):
    """Writes a message out and takes the tokens of personal links from it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = LINK.sub(r"\1…", record.getMessage()), ()
        return True


class WithoutAddresses(logging.Formatter):
    """Takes e-mail addresses from what is written, from what an error says, too."""

    def format(self, record: logging.LogRecord) -> str:
        return ADDRESS.sub("…", super().format(record))

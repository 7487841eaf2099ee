"""What can be wrong with one cell, in plain words that say what to do.

Must not decide what a value means: the mapping does.
"""

import re
from datetime import date

from django.utils.translation import gettext as _

from assessments.imports.recognition.value_synonyms import parse_number, parse_point, value_key
from assessments.responses.comments import LONGEST_COMMENT
from spreadsheets.reader import Cell, as_text, is_error

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"""
      \d{{1,2}} [-/.] \d{{1,2}} [-/.] (?:\d{{2}}|\d{{4}}) (?:[ ]\d{{1,2}}:.*)?   # 03/05/2026 10:00
    | \d{{4}} [-/.] \d{{1,2}} [-/.] \d{{1,2}} (?:[ t]\d{{1,2}}:.*)?              # 2026-05-03
    | \d{{1,2}} [-/] \d{{1,2}}                                                   # 3/5
    | \d{{1,2}} (?:st|nd|rd|th)? [-/ ]? {_MONTH} (?:[-/, ]+ \d{{2,4}})?          # 05-Mar
    | {_MONTH} [-/ ]? \d{{1,4}} (?:[, ]+ \d{{2,4}})?                             # Mar-05
    | \d{{1,2}} : \d{{2}} (?: : \d{{2}} )?                                       # 03:05
    """,
    re.VERBOSE,
)
RATED = ("statement", "importance")


def unmappable_message(kind: str, cell: Cell, points: int) -> str:
    """Why no mapping can read a cell, so that the file must be corrected; "" if one can."""
    key = value_key(cell)
    number = parse_number(key)
    if is_error(cell):
        message = _("The spreadsheet shows an error here (%(value)s). Enter the value instead.")
    elif kind not in RATED or parse_point(key, points):
        return ""
    elif isinstance(cell, bool):
        message = _("%(value)s is not an answer. Enter 1 to %(most)s instead.")
    elif isinstance(cell, date) or _DATE.fullmatch(key):
        message = _(
            "%(value)s is a date or a time. Your spreadsheet program may have changed an "
            "answer such as “3/5” to a date. Enter the answer again, as 1 to %(most)s."
        )
    elif number is not None and not number.is_integer():
        message = _("%(value)s is not a whole number. Enter 1 to %(most)s.")
    else:
        return ""
    return message % {"value": as_text(cell), "most": points}


def too_long_message(comment: str) -> str:
    """What to do about a comment that is longer than members may write, or ""."""
    if len(comment) <= LONGEST_COMMENT:
        return ""
    message = _(
        "This comment has %(length)s characters. The limit is %(most)s. Shorten it in your file."
    )
    return message % {"length": f"{len(comment):,}", "most": f"{LONGEST_COMMENT:,}"}


def unknown_value_message(kind: str, cell: Cell, points: int) -> str:
    """What to do about a value that the mapping does not know."""
    said = {"value": as_text(cell), "most": points}
    if kind == "organisation":
        message = _(
            "“%(value)s” is not an organisation in this partnership. Match it to one, or add it "
            "to the partnership first."
        )
    elif kind == "level":
        message = _("“%(value)s” is not a level we recognise. Match it to one, or leave it blank.")
    elif parse_number(value_key(cell)) is not None:
        message = _(
            "%(value)s is not between 1 and %(most)s. Correct it, or match it to an answer."
        )
    else:
        message = _(
            "“%(value)s” is not an answer we recognise. Match it to one, or enter 1 to %(most)s."
        )
    return message % said

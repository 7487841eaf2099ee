"""Writes a report as PDF: tagged, PDF/UA-1, set with typst."""

from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insights.results.comments import OTHER_COMMENTS

from .outline import Report
from .typesetting import language_tags, typeset


def write_pdf(report: Report) -> bytes:
    """The report as a PDF file."""
    payload = asdict(report) | {
        "is_discussed": report.is_discussed,
        **language_tags(get_language()),
        "words": _labels(),
    }
    return typeset("report.typ", payload, made_at=timezone.now())


def _labels() -> dict[str, str]:
    """The words of the page itself: headings, table headings and labels."""
    return {
        "contents": _("In this report"),
        "page_of": _("Page {page} of {pages}"),
        "overview": _("Where we stand"),
        "everyone": _("Everyone"),
        "group": _("Group"),
        "consideration": _("Consideration"),
        "mean": _("Mean"),
        "people": _("People"),
        "middle": _("Middle half"),
        "positive": _("Positive"),
        "importance": _("Importance"),
        "standing": _("How each group sees it"),
        "statements": _("What everyone said"),
        "statement": _("Statement"),
        "answers": _("Number of people choosing each answer"),
        "dont_know": _("Don’t know"),
        "comments": _("What people wrote"),
        "other_comments": str(OTHER_COMMENTS),
        "about_others": _("On considerations that too few people commented on to name them."),
        "no_comments": _("There are no comments to show."),
        "evidence": _("What the evidence says"),
        "ours": _("What we make of it"),
        "talking_points": _("Talking points"),
        "settled": _("What we agreed"),
        "not_discussed": _("Nothing has been agreed on this yet."),
        "agreed_rating": _("Agreed rating"),
        "or_differ": _("or: we differ, because"),
        "actions": _("Actions"),
        "all_actions": _("Who will do what by when"),
        "no_actions": _("No actions have been recorded yet."),
        "what": _("What"),
        "who": _("Who"),
        "due": _("By when"),
        "state": _("State"),
        "how_to_read": _("How to read this report"),
        "sources": _("Sources"),
    }

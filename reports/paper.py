"""A review's questionnaire on paper, for people who would rather write."""

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.models import AskedSection, Review
from assessments.models.questionnaire import Reason
from assessments.reviews.answer_notice import AnswerNotice
from localisation.request import nearest
from partnerships.vocabulary import Level

from .typesetting import language_tags, typeset

DONT_KNOW, NOT_APPLICABLE = "?", "–"
"""The symbols on paper for the two reasons for giving no rating."""
MOST_TO_TICK = 12
"""Up to this many organisations are printed to tick. With more, people write down their own."""


def _told_on_paper(review: Review) -> tuple[str, ...]:
    """How answers are treated, as far as it differs for those who answer on paper."""
    return (
        AnswerNotice.about(review, None).footer,
        _("The person who types in this sheet reads it. Taking part is voluntary."),
    )


def write_paper(review: Review) -> bytes:
    """The questionnaire as a PDF, tagged as PDF/UA-1: two sides for forty statements."""
    questionnaire = review.questionnaire
    tag = (
        nearest([get_language()], questionnaire.current_language) or questionnaire.current_language
    )
    told = (review.introduction, _instructions(), *_told_on_paper(review))
    sheet = {
        "title": review.title,
        "partnership": review.partnership.name,
        "told": [text for text in told if text],
        "organisations": _organisations_to_tick(review),
        "levels": [str(label) for label in Level.labels],
        "question": questionnaire.rating_question,
        "labels": [*questionnaire.rating_labels, *(str(one.label) for one in Reason)],
        "marks": [*_point_marks(questionnaire.rating_labels), DONT_KNOW, NOT_APPLICABLE],
        "importance": [
            {"mark": mark, "label": label}
            for mark, label in zip(
                _point_marks(questionnaire.importance_labels),
                questionnaire.importance_labels,
                strict=True,
            )
        ],
        "sections": [
            _section(one, questionnaire.importance_question)
            for one in questionnaire.sections_in_order
        ],
        **language_tags(tag),
        "words": {
            "number": _("Number"),
            "organisation": _("Your organisation:"),
            "level": _("Where you work:"),
            "page_of": _("Page {page} of {pages}"),
        },
    }
    return typeset("paper.typ", sheet, made_at=timezone.now())


def file_name(review: Review) -> str:
    return f"{slugify(f'{review.partnership} {review}')}-paper.pdf"


def _instructions() -> str:
    return _(
        "Say how you see it from where you stand. Circle one answer in each row, and leave out "
        "anything you would rather not answer. “?” means don’t know and “–” means doesn’t apply "
        "to us. Do not write your name. The person who enters your answers will see this sheet."
    )


def _point_marks(labels: list[str]) -> list[str]:
    return [str(point) for point in range(1, len(labels) + 1)]


def _organisations_to_tick(review: Review) -> list[str]:
    names = [one.name for one in review.partnership.organisations.all()]
    return names if len(names) <= MOST_TO_TICK else []


def _section(section: AskedSection, importance: str) -> dict[str, object]:
    return {
        "name": str(section),
        "statements": [
            {"text": one.text, "heading": section.headings.get(one.code, "")}
            for one in section.statements
        ],
        "importance": importance,
        "comment": section.comment_prompt,
    }

"""Bending a questionnaire to one review: statements left out, and statements of its own.

What comes of it is a version like any other, so that whatever reads a review's questionnaire
needs to know nothing of it. Statements keep their codes: rounds are compared wherever they ask
the same.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from assessments.lifecycle import May
from assessments.models import AskedSection, Questionnaire, Review
from assessments.models.questionnaire import OWN
from assessments.questionnaires.definitions import QuestionnaireDefinition
from assessments.questionnaires.translations import Words
from assessments.questionnaires.versions import (
    bring_into_use,
    definition_of,
    next_version,
    own_definition,
)

from .services import change_draft, lock, throw_tests_away

MOST_OWN = 10
MINUTES_PER_STATEMENT = 0.3


@dataclass(frozen=True)
class OwnStatement:
    """A statement that a partnership adds under a consideration."""

    consideration: str
    text: str
    stage: str
    help: str = ""

    @property
    def code(self) -> str:
        """The same wherever the same is asked about the same consideration."""
        named = f"{self.consideration}:{self.text}".encode()
        return f"ours-{hashlib.sha256(named).hexdigest()[:16]}"


def base_of(review: Review) -> Questionnaire:
    """The questionnaire as it was before it was tailored."""
    return review.tailored_from or review.questionnaire


def left_out(review: Review) -> set[str]:
    """The codes of statements that this review does not ask."""
    return _codes(base_of(review)) - _codes(review.questionnaire)


def own_statements(review: Review) -> list[OwnStatement]:
    """What this review asks beside the questionnaire."""
    known = _codes(base_of(review))
    return [
        OwnStatement(section.consideration, one.text, one.stage, one.help)
        for section in review.questionnaire.parts
        for one in section.asked
        if one.code not in known
    ]


def emptied(questionnaire: Questionnaire, without: Collection[str]) -> list[AskedSection]:
    """The considerations of which nothing is left without these statements."""
    return [
        section
        for section in questionnaire.parts
        if all(one.code in without for one in section.asked)
    ]


def _codes(questionnaire: Questionnaire) -> set[str]:
    return {one.code for section in questionnaire.parts for one in section.asked}


@transaction.atomic
def tailor(*, review: Review, without: Collection[str], own: Sequence[OwnStatement]) -> Review:
    """Leave these statements out of a draft and add those; ValueError if nothing is left.

    What was tailored before is replaced, and a test response thrown away.
    """
    review = lock(review, May.TAILOR)
    throw_tests_away(review=review)
    base, before = base_of(review), review.questionnaire
    review.questionnaire, review.tailored_from = base, None
    if without or own:
        code = f"{OWN}review-{review.pk}"
        latest = Questionnaire.objects.latest_of(code)
        number = latest.version + 1 if latest else 1
        definition = _tailored(base, without, own, code=code, version=number)
        review.questionnaire, review.tailored_from = bring_into_use(definition), base
    review.save(update_fields=["questionnaire", "tailored_from"])
    if before != base:
        before.delete()
    return review


def newer(review: Review) -> QuestionnaireDefinition | None:
    """What a draft's questionnaire says now, if its partnership has changed it since."""
    base = base_of(review)
    own = review.partnership.own_questionnaires.filter(pk=base.code.removeprefix(OWN)).first()
    if own is None or not review.is_draft:
        return None
    definition = next_version(own_definition(own))
    return definition if definition.version != base.version else None


@transaction.atomic
def catch_up(*, review: Review) -> Review:
    """Let a draft ask its partnership's own questionnaire as it now stands.

    What was tailored is tailored again, as far as it still makes sense.
    """
    without, own = left_out(review), own_statements(review)
    definition = newer(review)
    if definition is None:
        return review
    review.questionnaire, review.tailored_from = bring_into_use(definition), None
    change_draft(review=review)
    asked = {section.code for section in definition.considerations}
    kept = {one.code for one in definition.statements} - without
    still = [one for one in own if one.consideration in asked]
    return tailor(review=review, without=without if kept else set(), own=still)


def _tailored(
    base: Questionnaire,
    without: Collection[str],
    own: Sequence[OwnStatement],
    **named: object,
) -> QuestionnaireDefinition:
    content = definition_of(base).model_dump(mode="json") | named
    for section in content["considerations"]:
        kept = [one for one in section["statements"] if one["code"] not in without]
        section["statements"] = kept + [
            {"code": one.code, "text": one.text, "stage": one.stage, "help": one.help}
            for one in own
            if one.consideration == section["code"]
        ]
    content["considerations"] = [one for one in content["considerations"] if one["statements"]]
    asked = {one["code"]: one for s in content["considerations"] for one in s["statements"]}
    sections = {section["code"] for section in content["considerations"]}
    for words in content["translations"].values():
        _retranslate(words, asked, sections, own)
    content["minutes"] = max(1, round(len(asked) * MINUTES_PER_STATEMENT))
    return QuestionnaireDefinition.model_validate(content)


def _retranslate(
    words: Words, asked: Collection[str], sections: set[str], own: Sequence[OwnStatement]
) -> None:
    """Fit a translation to what is asked; a statement of one's own reads as it was written."""
    considerations, statements = words["considerations"], words["statements"]
    words["considerations"] = {k: v for k, v in considerations.items() if k in sections}
    words["statements"] = {k: v for k, v in statements.items() if k in asked} | {
        one.code: {"text": one.text, "help": one.help} for one in own
    }

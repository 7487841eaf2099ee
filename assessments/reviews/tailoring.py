"""Tailoring a questionnaire to one review: statements left out, and statements added.

The result is a version like any other, so code that reads a questionnaire need not know about
tailoring. Statements keep their codes: rounds are compared wherever they ask the same.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.lifecycle import May
from assessments.models import AskedSection, Questionnaire, Review
from assessments.models.questionnaire import CUSTOM_PREFIX, content_of
from assessments.questionnaires.definitions import MOST_STATEMENTS, QuestionnaireDefinition
from assessments.questionnaires.translations import Words
from assessments.questionnaires.versions import (
    bring_into_use,
    current_definition,
    definition_of,
    next_version,
)
from evidence.bank import Code
from partnerships.refusals import Refused

from .services import change_draft, delete_test_responses, lock

MOST_ADDED = 10
MINUTES_PER_STATEMENT = 0.3


@dataclass(frozen=True)
class AddedStatement:
    """A statement that a partnership adds under a consideration."""

    consideration: str
    text: str
    stage: str
    help: str = ""

    @property
    def code(self) -> str:
        """The same code wherever the same is asked about the same consideration."""
        named = f"{self.consideration}:{self.text}".encode()
        return f"ours-{hashlib.sha256(named).hexdigest()[:16]}"


def base_questionnaire(review: Review) -> Questionnaire:
    """The questionnaire as it was before it was tailored."""
    return review.tailored_from or review.questionnaire


def left_out_codes(review: Review) -> set[str]:
    """The codes of statements that this review does not ask."""
    return _codes(base_questionnaire(review)) - _codes(review.questionnaire)


def added_statements(review: Review) -> list[AddedStatement]:
    """What this review asks beside the questionnaire."""
    known = _codes(base_questionnaire(review))
    return [
        AddedStatement(section.consideration, one.text, one.stage, one.help)
        for section in review.questionnaire.sections_in_order
        for one in section.statements
        if one.code not in known
    ]


def emptied_sections(questionnaire: Questionnaire, without: Collection[str]) -> list[AskedSection]:
    """The considerations that would be left empty without these statements."""
    return [
        section
        for section in questionnaire.sections_in_order
        if all(one.code in without for one in section.statements)
    ]


def _codes(questionnaire: Questionnaire) -> set[str]:
    return {one.code for section in questionnaire.sections_in_order for one in section.statements}


@transaction.atomic
def tailor(*, review: Review, without: Collection[str], added: Sequence[AddedStatement]) -> Review:
    """Leave these statements out of a draft and add those; ValueError if nothing is left.

    What was tailored before is replaced, and a test response thrown away.
    """
    review = lock(review, May.TAILOR)
    delete_test_responses(review=review)
    base, before = base_questionnaire(review), review.questionnaire
    review.questionnaire, review.tailored_from = base, None
    if without or added:
        code = f"{CUSTOM_PREFIX}review-{review.pk}"
        latest = Questionnaire.objects.latest_of(code)
        number = latest.version + 1 if latest else 1
        definition = _tailored(base, without, added, code=code, version=number)
        review.questionnaire, review.tailored_from = bring_into_use(definition), base
    review.save(update_fields=["questionnaire", "tailored_from"])
    if before != base:
        before.delete()
    return review


def newer_definition(review: Review) -> QuestionnaireDefinition | None:
    """What a draft's questionnaire says now, if its partnership has changed it since."""
    base = base_questionnaire(review)
    custom = review.partnership.custom_questionnaires.filter(
        pk=base.code.removeprefix(CUSTOM_PREFIX)
    ).first()
    if custom is None or not review.is_draft:
        return None
    definition = next_version(current_definition(custom))
    return definition if definition.version != base.version else None


@transaction.atomic
def catch_up(*, review: Review) -> Review:
    """Let a draft use the latest version of its partnership's own questionnaire.

    What was tailored is tailored again, as far as it still makes sense.
    """
    without, added = left_out_codes(review), added_statements(review)
    definition = newer_definition(review)
    if definition is None:
        return review
    review.questionnaire, review.tailored_from = bring_into_use(definition), None
    change_draft(review=review)
    asked = {section.code for section in definition.considerations}
    remaining = {one.code for one in definition.statements} - without
    still = [one for one in added if one.consideration in asked]
    try:
        return tailor(review=review, without=without if remaining else set(), added=still)
    except Exception:
        content_of.cache_clear()  # the new version goes, and another may get its number
        raise


def _tailored(
    base: Questionnaire,
    without: Collection[str],
    added: Sequence[AddedStatement],
    **named: object,
) -> QuestionnaireDefinition:
    content = definition_of(base).model_dump(mode="json") | named
    for section in content["considerations"]:
        kept = [one for one in section["statements"] if one["code"] not in without]
        section["statements"] = kept + [
            {"code": one.code, "text": one.text, "stage": one.stage, "help": one.help}
            for one in added
            if one.consideration == section["code"]
        ]
        _check_number(section)
    content["considerations"] = [one for one in content["considerations"] if one["statements"]]
    asked = {one["code"]: one for s in content["considerations"] for one in s["statements"]}
    sections = {section["code"] for section in content["considerations"]}
    for words in content["translations"].values():
        _fit_translation(words, asked, sections, added)
    content["minutes"] = max(1, round(len(asked) * MINUTES_PER_STATEMENT))
    return QuestionnaireDefinition.model_validate(content)


def _check_number(section: dict[str, Any]) -> None:
    if len(section["statements"]) > MOST_STATEMENTS:
        raise Refused(
            _(
                "With the statements you added, “%(consideration)s” would have more than "
                "%(most)s statements. Remove some of them first. No changes were made."
            )
            % {"consideration": Code(section["code"]).label, "most": MOST_STATEMENTS}
        )


def _fit_translation(
    words: Words, asked: Collection[str], sections: set[str], added: Sequence[AddedStatement]
) -> None:
    """Fit a translation to what is asked; a statement of one's own reads as it was written."""
    considerations, statements = words["considerations"], words["statements"]
    words["considerations"] = {k: v for k, v in considerations.items() if k in sections}
    words["statements"] = {k: v for k, v in statements.items() if k in asked} | {
        one.code: {"text": one.text, "help": one.help} for one in added
    }

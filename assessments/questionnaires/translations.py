"""The languages of a questionnaire: their names, which are complete, what is missing."""

from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from assessments.models import Questionnaire
from localisation.request import nearest

from .definitions import QuestionnaireDefinition

Path = tuple[str, ...]
"""Where a text stands: ("title",), ("rating", "labels", "0"), ("statements", code, "text")."""
Words = dict[str, Any]
"""A translation as a file holds it."""


def language_name(language: str) -> str:
    """A language's own name, or its code if unknown."""
    try:
        name: str = get_language_info(language)["name_local"]
    except KeyError:
        return language
    return name[:1].upper() + name[1:]


def known_languages() -> list[tuple[str, str]]:
    """Languages with their names, by name: (code, name)."""
    codes = [code for code, info in LANG_INFO.items() if "name_local" in info]
    return sorted(((one, language_name(one)) for one in codes), key=lambda pair: pair[1].casefold())


def text_direction(language: str) -> str:
    """Which way a language is written: "ltr" or "rtl"."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


def texts_of(definition: QuestionnaireDefinition) -> dict[Path, str]:
    """Every text of a questionnaire that can be translated, in its order; none is empty."""
    texts: dict[Path, str] = {
        ("title",): definition.title,
        ("description",): definition.description,
    }
    for name in ("rating", "importance"):
        scale = getattr(definition, name)
        texts[name, "question"] = scale.question
        texts |= {(name, "labels", str(i)): label for i, label in enumerate(scale.labels)}
    for section in definition.considerations:
        for name in ("introduction", "comment_prompt"):
            texts["considerations", section.code, name] = getattr(section, name)
        for one in section.statements:
            for name in ("heading", "text", "help"):
                texts["statements", one.code, name] = getattr(one, name)
    return {path: text for path, text in texts.items() if text}


def translated_texts(definition: QuestionnaireDefinition, language: str) -> dict[Path, str]:
    """The texts of a questionnaire that are there in another language."""
    translation = definition.translations.get(language)
    if translation is None:
        return {}
    words = translation.model_dump()
    found = {path: _at(words, path) for path in texts_of(definition)}
    return {path: text for path, text in found.items() if text}


def _at(words: Words, path: Path) -> str:
    *steps, last = path
    part: Any = words
    for step in steps:
        part = part.get(step, {})
    if isinstance(part, dict):
        return str(part.get(last, ""))
    return str(part[int(last)]) if part else ""


def missing_texts(definition: QuestionnaireDefinition, language: str) -> list[Path]:
    """The texts without a translation; a language is offered only when there are none."""
    there = translated_texts(definition, language)
    return [path for path in texts_of(definition) if path not in there]


def carry_over(before: QuestionnaireDefinition, after: QuestionnaireDefinition) -> dict[str, Words]:
    """The translations of a definition as far as another says the same in the same place."""
    then, now = texts_of(before), texts_of(after)
    same = {path for path, text in now.items() if then.get(path) == text}
    points = {name: len(getattr(after, name).labels) for name in ("rating", "importance")}
    return {
        language: _nested(
            {p: t for p, t in translated_texts(before, language).items() if p in same}, points
        )
        for language in before.translations
        if language != after.language
    }


def _nested(texts: dict[Path, str], points: dict[str, int]) -> Words:
    """Texts by their paths as a translation holds them; labels that are missing are empty."""
    words: Words = {}
    for (*steps, last), text in texts.items():
        part = words
        for step in steps:
            part = part.setdefault(step, {})
        part[last] = text
    for name, number in points.items():
        if labels := words.get(name, {}).get("labels"):
            words[name]["labels"] = [labels.get(str(point), "") for point in range(number)]
    return words


def translation_template(definition: QuestionnaireDefinition, language: str) -> Words:
    """Its words in a language as a file holds them, with nothing where one is still to come."""
    there = translated_texts(definition, language)
    words: Words = {}
    for path in texts_of(definition):
        *steps, last = map(str, path)
        at = words
        for step in steps:
            at = at.setdefault(step, {})
        at[last] = there.get(path, "")
    for scale in ("rating", "importance"):
        words[scale]["labels"] = list(words[scale]["labels"].values())
    return words


def with_complete_languages(definition: QuestionnaireDefinition) -> QuestionnaireDefinition:
    """A definition with only its complete languages."""
    whole = {
        language: words
        for language, words in definition.translations.items()
        if not missing_texts(definition, language)
    }
    return definition.model_copy(update={"translations": whole})


def in_language(questionnaire: Questionnaire, wanted: str) -> Questionnaire:
    """The same version with its words in the language that is wanted, if it has that."""
    language = nearest(questionnaire.languages, wanted)
    if language == questionnaire.current_language:
        return questionnaire
    version = Questionnaire.objects.get(pk=questionnaire.pk)
    version.display_in(language)
    return version


def for_reader(questionnaire: Questionnaire, wanted: str = "") -> Questionnaire:
    """The same version in the language that is wanted, or else that of the page."""
    return in_language(questionnaire, wanted or get_language())


def lang_attributes(questionnaire: Questionnaire) -> SafeString:
    """The attributes of an element that holds its words, where they are in another language."""
    if nearest([get_language()], questionnaire.current_language):
        return mark_safe("")
    attributes = ' lang="{}" dir="{}"'
    return format_html(
        attributes, questionnaire.current_language, text_direction(questionnaire.current_language)
    )

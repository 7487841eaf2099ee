"""What is wrong with a part of a questionnaire, in plain words that say what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from pydantic_core import ErrorDetails

MESSAGES: Mapping[str, StrOrPromise] = {
    "missing": _("“%(name)s” is missing."),
    "extra_forbidden": _("“%(name)s” is not allowed here in a questionnaire."),
    "string_type": _("“%(name)s” must be text. Put it in quotes: “%(value)s”."),
    "string_too_short": _("“%(name)s” is empty."),
    "string_too_long": _("“%(name)s” is longer than %(max_length)s characters."),
    "string_pattern_mismatch": _(
        "“%(value)s” cannot be used for “%(name)s”. Use only lower-case letters a to "
        "z, digits and hyphens, and start with a letter."
    ),
    "enum": _("“%(value)s” is not one of %(expected)s."),
    "too_short": _("“%(name)s” has %(actual_length)s, but needs at least %(min_length)s."),
    "too_long": _("“%(name)s” has more than %(max_length)s."),
    "greater_than_equal": _("“%(name)s” must be at least %(ge)s."),
    "less_than_equal": _("“%(name)s” must be %(le)s or less."),
    "int_type": _("“%(name)s” must be a whole number."),
    "int_parsing": _("“%(name)s” must be a whole number."),
    "int_from_float": _("“%(name)s” must be a whole number."),
    "tuple_type": _("“%(name)s” must be a list."),
    "dict_type": _("“%(name)s” must have parts of its own, each with a name."),
    "model_type": _("“%(name)s” must have parts of its own, each with a name."),
}


def message_for(error: ErrorDetails) -> str:
    """One error as a sentence."""
    words = MESSAGES.get(error["type"])
    if words is None:
        return error["msg"]
    names = [step for step in error["loc"] if isinstance(step, str) and step != "[key]"]
    said = {"name": names[-1] if names else _("questionnaire"), "value": str(error["input"])[:60]}
    return str(words) % {**error.get("ctx", {}), **said}

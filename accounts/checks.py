"""What `manage.py check` refuses, and what `--deploy` warns of."""

from django.conf import settings
from django.core.checks import (
    Tags,
    Warning,  # noqa: A004 - Django's name for it
    register,
)

COUNTS_APART = (
    "django.core.cache.backends.locmem.LocMemCache",
    "django.core.cache.backends.dummy.DummyCache",
)


@register(Tags.security, deploy=True)
def attempts_are_counted_together(**kwargs: object) -> list[Warning]:
    """Two processes that count separately let a person try twice as often."""
    if settings.CACHES["default"]["BACKEND"] not in COUNTS_APART:
        return []
    return [
        Warning(
            "Each process counts attempts to sign in by itself, so that several let in more.",
            hint="Leave CACHE_URL out to count in the database, or name a cache that they share.",
            id="accounts.W001",
        )
    ]


@register(Tags.security, deploy=True)
def nobody_signs_in_by_one_click(**kwargs: object) -> list[Warning]:
    """The demonstration's links let anyone on this machine sign in, and its settings are for
    trials."""
    if not settings.DEMONSTRATION:
        return []
    return [
        Warning(
            "DEMONSTRATION is on: it opens sign-in links and does without HTTPS.",
            hint="Take DEMONSTRATION out of the environment of anything that others can reach.",
            id="accounts.W002",
        )
    ]


@register(Tags.security, deploy=True)
def e_mail_is_not_printed(**kwargs: object) -> list[Warning]:
    """The sample setting would print codes and personal links in the log."""
    if settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend":
        return []
    return [
        Warning(
            "E-mail is printed: nobody gets any, and codes and personal links stand in the log.",
            hint="Name a mail server in EMAIL_URL.",
            id="accounts.W003",
        )
    ]

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
            "Each process counts sign-in attempts separately, so several processes allow more.",
            hint="Leave out CACHE_URL to count in the database, or set it to a shared cache.",
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
            "DEMONSTRATION is on: it enables sign-in links and does not require HTTPS.",
            hint="Remove DEMONSTRATION from the environment of anything that others can reach.",
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
            "Emails are printed, not sent: codes and personal links appear in the log.",
            hint="Set EMAIL_URL to a mail server.",
            id="accounts.W003",
        )
    ]

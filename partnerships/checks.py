"""System checks of partnerships' settings."""

from django.conf import settings
from django.core.checks import Error, register

from .vocabulary import Registration


@register
def registration_is_known(**kwargs: object) -> list[Error]:
    """Refuse an unknown value, which would leave it unclear who may register partnerships."""
    if settings.REGISTRATION in list(Registration):
        return []
    return [
        Error(
            f"REGISTRATION is “{settings.REGISTRATION}”, which is not one of its choices.",
            hint=f"Choose one of: {', '.join(Registration)}.",
            id="partnerships.E001",
        )
    ]

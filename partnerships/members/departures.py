"""What other apps see to before a member's place is taken away, in the same transaction.

An app marks it with `before_removal`, in a module that its AppConfig imports.
"""

from collections.abc import Callable

from partnerships.models import Member

SeeTo = Callable[[Member], None]
_SEEN_TO: list[SeeTo] = []


def before_removal(see_to: SeeTo) -> SeeTo:
    """Mark what has to be seen to."""
    _SEEN_TO.append(see_to)
    return see_to


def see_to_removal(member: Member) -> None:
    for see_to in _SEEN_TO:
        see_to(member)

"""What other apps see to before a member's place is taken away, in the same transaction.

An app marks it with `before_removal`, in a module that its AppConfig imports.
"""

from collections.abc import Callable

from partnerships.models import Member

RemovalHook = Callable[[Member], None]
_HOOKS: list[RemovalHook] = []


def before_removal(hook: RemovalHook) -> RemovalHook:
    """Mark what has to be seen to."""
    _HOOKS.append(hook)
    return hook


def run_removal_hooks(member: Member) -> None:
    for hook in _HOOKS:
        hook(member)

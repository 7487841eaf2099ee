"""What other apps must do before a member is removed, in the same transaction.

An app marks it with `before_removal`, in a module that its AppConfig imports.
"""

from collections.abc import Callable

from partnerships.models import Member

RemovalHook = Callable[[Member], None]
_HOOKS: list[RemovalHook] = []


def before_removal(hook: RemovalHook) -> RemovalHook:
    """Register a step."""
    _HOOKS.append(hook)
    return hook


def run_removal_hooks(member: Member) -> None:
    for hook in _HOOKS:
        hook(member)

"""What other apps lock after partnerships, so that all take locks in one order (docs/lifecycle.md).

An app marks it with `locked_after_partnerships`.
"""

from collections.abc import Callable, Collection

LockHook = Callable[[Collection[str]], None]
_HOOKS: list[LockHook] = []


def locked_after_partnerships(hook: LockHook) -> LockHook:
    """Register a function that locks rows of the partnerships with these keys."""
    _HOOKS.append(hook)
    return hook


def lock_after_partnerships(partnerships: Collection[str]) -> None:
    for hook in _HOOKS:
        hook(partnerships)

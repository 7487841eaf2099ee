"""Audits the questions of large reviews side by side, in processes of their own.

They import no Django and share nothing: a question and its plan go there, and a yes or no comes
back. It works the same from a worker, a web server and a test, because each process starts afresh.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cache
from multiprocessing import get_context, parent_process

from .audit import fails
from .ladder import Audit, audit_in_turn
from .release import Plan, Rung, TalliedQuestion

LARGE = 1_200
"""From so many people times questions on, starting processes takes less time than it saves."""
MOST_PROCESSES = 4
AHEAD = 2
"""How many questions wait for each process: few, so that little is done in vain."""


@contextmanager
def audit_by_size(
    processes: int = min(os.cpu_count() or 1, MOST_PROCESSES), large: int = LARGE
) -> Iterator[Audit]:
    """An audit that starts processes for large reviews, and ends them at the end of the context."""
    with ExitStack() as at_the_end:

        @cache
        def pool() -> ProcessPoolExecutor:
            started = ProcessPoolExecutor(processes, get_context("spawn"), _prepare)
            at_the_end.callback(started.shutdown, cancel_futures=True)
            return started

        def audit(asked: Iterable[tuple[TalliedQuestion, Plan, Rung]]) -> Iterator[bool]:
            work = list(asked)
            if processes < 2 or sum(sum(one.people.values()) for _, one, _ in work) < large:
                return audit_in_turn(work)
            return _in_order(pool().submit, work, processes * AHEAD)

        yield audit


def _in_order(
    submit: Callable[..., Future[bool]], work: list[tuple[TalliedQuestion, Plan, Rung]], ahead: int
) -> Iterator[bool]:
    """The answers in the order of the questions. What is not wanted any more is cancelled."""
    waiting: deque[Future[bool]] = deque()
    try:
        for one in work:
            waiting.append(submit(fails, *one))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _prepare() -> None:
    """Leave it to the parent to be told to stop, and end with it even if it is killed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(1)

"""Gunicorn's threaded worker, which cuts clients that dawdle and leaves others to its peers."""

from concurrent.futures import Future
from time import monotonic

from gunicorn.workers.gthread import TConn, ThreadWorker

from .patience import GRACE, HURRIED, deadlines


class PatientWorker(ThreadWorker):
    """Takes no connection that would wait for a thread: another process may have one free.

    It has a deadline for the head of each request; `patience` has one for the rest.
    """

    busy = 0

    @property
    def full(self) -> bool:
        """Whether whoever comes now has to wait for others."""
        return self.busy >= int(self.cfg.threads)

    def enqueue_req(self, conn: TConn) -> None:
        self.busy += 1
        super().enqueue_req(conn)
        self.set_accept_enabled(self._accepting)

    def finish_request(self, conn: TConn, fs: Future[object]) -> None:
        self.busy -= 1
        super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled and not self.full)

    def handle(self, conn: TConn) -> object:
        deadlines.wait_for(conn.sock, since=monotonic())
        try:
            return super().handle(conn)
        finally:
            deadlines.done(conn.sock)

    def murder_pending(self) -> None:
        """Called every second, and whenever something happens."""
        super().murder_pending()
        deadlines.cut(HURRIED if self.full else GRACE)

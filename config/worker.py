"""Gunicorn's threaded worker, which disconnects slow clients and leaves others to its peers."""

from concurrent.futures import Future
from time import monotonic

from gunicorn.workers.gthread import TConn, ThreadWorker

from .patience import GRACE, HURRIED, deadlines


class PatientWorker(ThreadWorker):
    """It does not accept a connection that would have to wait for a thread, because another process
    may have one free. It sets a deadline for the head of each request. `patience` sets one for the
    rest."""

    busy = 0

    @property
    def full(self) -> bool:
        """Whether a new connection would have to wait."""
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
        """Runs every second, and whenever something happens."""
        super().murder_pending()
        deadlines.cut(HURRIED if self.full else GRACE)

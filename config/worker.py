"""Gunicorn's threaded worker, which cuts lines that keep a thread waiting for too long."""

from time import monotonic

from gunicorn.workers.gthread import TConn, ThreadWorker

from .patience import deadlines


class PatientWorker(ThreadWorker):
    """Has a deadline for the head of each request; `patience` has one for the rest."""

    def handle(self, conn: TConn) -> object:
        deadlines.wait_for(conn.sock, since=monotonic())
        try:
            return super().handle(conn)
        finally:
            deadlines.done(conn.sock)

    def murder_pending(self) -> None:
        """Called every second, and whenever something happens."""
        super().murder_pending()
        deadlines.cut()

"""How long a client may take to send a request or receive a response before it is disconnected.

Each connection that a thread is waiting for has a deadline, which moves as bytes arrive. A trickle
of single bytes holds a thread for at most `GRACE` seconds, or `HURRIED` if no thread is left for
others.
"""

import socket
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import IO
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.translation import gettext as _

GRACE = 15  # seconds, however much there is to send
HURRIED = 3
SLOWEST = 10_000  # bytes a second, a poor mobile line
MOST_BYTES = 12 * 1024 * 1024
IN_MEMORY = 1024 * 1024
PIECE = 8 * 1024


class Deadlines:
    """How long each connection may keep a thread waiting, apart from the grace period."""

    def __init__(self) -> None:
        self._until: dict[socket.socket, float] = {}

    def wait_for(self, line: socket.socket | None, *, since: float, size: int = 0) -> None:
        """Begin to wait, or continue because more has arrived. Other servers do not know the
        connection."""
        if line is not None:
            self._until[line] = since + size / SLOWEST

    def done(self, line: socket.socket | None) -> None:
        """Stop waiting for this connection."""
        if line is not None:
            self._until.pop(line, None)

    def cut(self, grace: int = GRACE) -> None:
        """Disconnect late clients, so that the threads waiting for them can continue."""
        latest = monotonic() - grace
        for line, until in list(self._until.items()):
            if until < latest:
                self.done(line)
                try:
                    line.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # it has already closed


deadlines = Deadlines()


def whole_requests(application: WSGIApplication) -> WSGIApplication:
    """Start an application only once the whole request has arrived."""

    def begin(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        line = environ.get("gunicorn.socket")
        size = int(environ.get("CONTENT_LENGTH") or 0)
        if size > MOST_BYTES:
            return _refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, start_response)
        body = _received(environ["wsgi.input"], size, line)
        if body is None:
            return _refuse(HTTPStatus.REQUEST_TIMEOUT, start_response)
        environ["wsgi.input"] = body
        return _sent(application(environ, start_response), body, line)

    return begin


def _received(stream: InputStream, size: int, line: socket.socket | None) -> IO[bytes] | None:
    """The whole body, or None if the sender has disconnected or was too slow."""
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when the answer is sent
    began, got = monotonic(), 0
    while got < size:
        deadlines.wait_for(line, since=began, size=got)
        piece = stream.read(min(PIECE, size - got))
        if not piece:
            body.close()
            return None
        got += len(piece)
        body.write(piece)
    deadlines.done(line)
    body.seek(0)
    return body


def _sent(answer: Iterable[bytes], body: IO[bytes], line: socket.socket | None) -> Iterator[bytes]:
    """The response. The client has a deadline for receiving it, but the application has none for
    making it."""
    waited, sent = 0.0, 0
    try:
        for piece in answer:
            sent += len(piece)
            began = monotonic()
            deadlines.wait_for(line, since=began - waited, size=sent)
            yield piece
            deadlines.done(line)
            waited += monotonic() - began
    finally:
        body.close()
        if close := getattr(answer, "close", None):
            close()


def _refuse(status: HTTPStatus, start_response: StartResponse) -> list[bytes]:
    words = {
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("This is more than 12 MB. Send less at a time."),
        HTTPStatus.REQUEST_TIMEOUT: _("This took too long to arrive. Go back and send it again."),
    }
    text = words[status].encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(text)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [text]

"""Clients that dawdle do not keep the site from others, with no proxy in front."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
from http import HTTPStatus
from urllib.request import urlopen

import pytest

from config import patience

HERE = "127.0.0.1"
EACH = 40
STARTS_WITHIN = 120  # seconds, on the busiest machine
SLOW_HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "
SLOW_BODY = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"

pytestmark = pytest.mark.once


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HERE, 0))
        return free.getsockname()[1]


@pytest.fixture
def port():
    port = free_port()
    served = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"{HERE}:{port}", "--log-level", "critical"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "True"},
    )
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and served.poll() is None:
        with suppress(OSError), urlopen(f"http://{HERE}:{port}/static/css/tokens.css", timeout=60):
            break
        time.sleep(0.1)
    yield port
    served.terminate()
    served.wait()


def dribble(lines: list[socket.socket], stop: threading.Event) -> None:
    """A byte a second on every line that is still there."""
    while not stop.wait(1):
        for line in lines:
            with suppress(OSError):
                line.send(b"a")


def test_others_are_answered_while_many_dawdle(port):
    stop = threading.Event()
    with ExitStack() as open_lines:

        def lines(begin: bytes) -> list[socket.socket]:
            made = []
            for _ in range(EACH):
                line = open_lines.enter_context(socket.create_connection((HERE, port)))
                line.sendall(begin)
                made.append(line)
            return made

        _idle, slow = lines(b""), lines(SLOW_HEAD) + lines(SLOW_BODY)
        slowly = threading.Thread(target=dribble, args=(slow, stop))
        slowly.start()
        asked_at = time.monotonic()
        try:
            for _ in range(4):  # whichever process takes it
                with urlopen(f"http://{HERE}:{port}/static/css/tokens.css", timeout=60) as page:
                    assert page.status == HTTPStatus.OK
            assert time.monotonic() - asked_at < patience.GRACE, "nobody waits for the slowest"
            for line in slow:
                line.settimeout(60)
                with suppress(ConnectionError):
                    while line.recv(1000):
                        pass
        finally:
            stop.set()
            slowly.join()


class Stream:
    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)

    def read(self, _size: int) -> bytes:
        return self.pieces.pop(0) if self.pieces else b""


def asked(stream: Stream, size: int) -> tuple[str, bytes]:
    """What becomes of a request with this body; what the application reads is its answer."""
    told = []

    def application(environ, start_response):
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]

    answer = patience.whole_requests(application)(
        {"wsgi.input": stream, "CONTENT_LENGTH": str(size)},
        lambda status, _headers: told.append(status),
    )
    return b"".join(answer), told[0]


def test_a_body_in_pieces_arrives_as_one():
    assert asked(Stream(b"ab", b"c"), 3) == (b"abc", "200 OK")


def test_a_body_that_breaks_off_reaches_nothing():
    text, status = asked(Stream(b"ab"), 3)
    assert status == "408 Request Timeout"
    assert b"send it again" in text


def test_a_body_that_is_too_large_is_not_read():
    text, status = asked(Stream(b"a"), patience.MOST_BYTES + 1)
    assert status.startswith("413")
    assert b"more than 12 MB" in text


def test_a_line_is_cut_once_its_deadline_is_over(monkeypatch):
    now = 1000.0
    monkeypatch.setattr(patience, "monotonic", lambda: now)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(0.1)
        waiting = patience.Deadlines()
        waiting.wait_for(ours, since=now, size=10 * patience.SLOWEST)
        now += patience.GRACE + 9
        waiting.cut()
        with pytest.raises(TimeoutError):
            ours.recv(1)
        now += 2
        waiting.cut()
        assert ours.recv(1) == b""


def test_a_line_has_less_time_where_others_wait(monkeypatch):
    now = 1000.0
    monkeypatch.setattr(patience, "monotonic", lambda: now)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(0.1)
        waiting = patience.Deadlines()
        waiting.wait_for(ours, since=now)
        now += patience.HURRIED + 1
        waiting.cut()
        with pytest.raises(TimeoutError):
            ours.recv(1)
        waiting.cut(patience.HURRIED)
        assert ours.recv(1) == b""

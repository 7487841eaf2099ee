"""A real server on this machine while it is measured, configured by gunicorn.conf.py."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from django.core.management import call_command

from .urls import EMPTY

HERE = "127.0.0.1"
PATIENCE = 60


@contextmanager
def serving() -> Iterator[int]:
    """The port of a running server."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"{HERE}:{port}"]
    process = subprocess.Popen(command)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        connection = HTTPConnection(HERE, port, timeout=5)
        try:
            connection.request("GET", EMPTY)
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError("the server does not answer")

"""The product in a process of its own, for what a test's own server can't show."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from django.db import connection

HERE, NAME = "127.0.0.1", "localhost"
PATIENCE = 60  # seconds in which a process begins to answer on the busiest machine
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "True"}


class Server:
    """The product in a process of its own, on the database of this test."""

    def __init__(self, **environment: str) -> None:
        with socket.socket() as free:
            free.bind((HERE, 0))
            self.port = free.getsockname()[1]
        self.url = f"http://{NAME}:{self.port}"
        self.environment = os.environ | SETTINGS | {"DATABASE_URL": database_url()}
        self.environment |= {"SITE_URL": self.url} | environment

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"{HERE}:{self.port}"]
        self.process = subprocess.Popen(
            [*command, "--log-level", "critical"],
            env=self.environment,
            start_new_session=True,
        )
        while self.process.poll() is None:
            with suppress(URLError), urlopen(self.url, timeout=PATIENCE):
                return
            time.sleep(0.05)
        raise AssertionError("the server has ended")

    def manage(self, *command: str) -> None:
        """Run a command as the host would."""
        whole = [sys.executable, "manage.py", *command]
        subprocess.run(whole, check=True, env=self.environment, timeout=PATIENCE)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def database_url() -> str:
    """Where the test's own database is."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    options = urlencode({"host": found["HOST"] or found["OPTIONS"].get("host", "")})
    return f"postgres://{found['USER']}:{found['PASSWORD']}@/{found['NAME']}?{options}"

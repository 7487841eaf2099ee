"""A mail server of a test's own, which can refuse, be slow, and be asked what it has taken."""

import asyncio
import socket
from email import message_from_bytes, policy
from threading import Event

from aiosmtpd.controller import Controller


class MailServer:
    """What a mail server says to each address, and what it has taken.

    It takes no e-mail before it is `open`. An e-mail is `begun` when the server has it and has not
    said yes, and `cut_off` if whoever sent it has gone by then.
    """

    def __init__(self):
        self.refuses: dict[str, str] = {}
        self.says_no: str = ""
        self.taken: list = []
        self.begun: list[str] = []
        self.cut_off = 0
        self.open = Event()
        self.open.set()
        self.port: int = 0
        self._controller: Controller | None = None

    def start(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.begun += envelope.rcpt_tos
        if self.says_no:
            return self.says_no
        await self._opening()
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    async def _opening(self) -> None:
        try:
            while not self.open.is_set():
                await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            self.cut_off += 1
            raise

    @property
    def reached(self) -> list[str]:
        return [message["To"] for message in self.taken]

"""A real mail server on loopback that misbehaves as it is told."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from app.config import Settings
from app.foundation.actors import SYSTEM
from app.notices.models import Message
from app.notices.outbox import send
from app.web.house import House

Script = Callable[[str], "str | None"]


class Inbox:
    """What the server received, and what it answers: a hook returns its answer, or None for the usual one."""

    def __init__(self) -> None:
        self.port = 0
        self.contents: list[bytes] = []
        self.asked: list[str] = []
        self.on_recipient: Script = lambda _address: None
        self.on_content: Script = lambda _sender: None
        self.hang = 0.0
        self.die_after_content = False
        self.reached = threading.Event()

    @property
    def received(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=default) for content in self.contents]  # type: ignore[misc]

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        self.asked.append(address)
        answer = self.on_recipient(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        answer = self.on_content(envelope.mail_from)
        if answer is None:
            self.contents.append(envelope.content)
        self.reached.set()
        if self.hang:
            await asyncio.sleep(self.hang)
        if self.die_after_content:
            server.transport.abort()
        return answer or f"250 2.0.0 Ok: queued as 4F{len(self.contents):04d}"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    handler = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        handler.port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def settings(home: House, inbox: Inbox) -> Settings:
    return replace(
        home.settings,
        smtp_url=f"smtp://127.0.0.1:{inbox.port}",
        public_url="https://cotap.exemple",
        mail_from="Cotap des Hauts-de-France <ne-pas-repondre@cotap.exemple>",
    )


@pytest.fixture
def put(home: House) -> Callable[..., Message]:
    """Put a message in the outbox."""

    def put(**given: Any) -> Message:
        fields = {
            "to": "prefete@exemple.invalid",
            "subject": "Séance bloquée",
            "text": "Le quorum a manqué. {site}/conferences/x",
            "kind": "test",
        }
        with home.units.begin(SYSTEM) as work:
            return send(work, **fields | given)

    return put


@pytest.fixture
def fate(home: House) -> Callable[[Message], Message]:
    """Read a message again."""

    def fate(message: Message) -> Message:
        with home.units.reading() as session:
            return session.get_one(Message, message.id)

    return fate


class Scripted:
    """A server that says these lines, one for each command, then hangs up; None says nothing at all."""

    def __init__(self, *lines: str | None) -> None:
        self._lines = lines
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(60)
        self.url = f"smtp://127.0.0.1:{self._listening.getsockname()[1]}"
        self.commands: list[str] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        connection, _ = self._listening.accept()
        with connection, connection.makefile("rb") as asked:
            for line in self._lines:
                if line is None:
                    asked.readline()  # until the other side is tired of waiting
                    return
                connection.sendall(f"{line}\r\n".encode())
                self.commands.append(asked.readline().decode().strip())

    def close(self) -> None:
        self._thread.join(timeout=60)
        self._listening.close()


@pytest.fixture
def scripted() -> Iterator[Callable[..., Scripted]]:
    """Start servers that say what they are told."""
    started: list[Scripted] = []

    def start(*lines: str | None) -> Scripted:
        started.append(Scripted(*lines))
        return started[-1]

    yield start
    for server in started:
        server.close()

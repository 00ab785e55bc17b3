import socket
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from app.config import BadSetting, Settings
from app.notices.mail import compose, deliver

AT = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)


def settings(tmp_path: Path, **given) -> Settings:
    fields = {"database_url": "-", "secret_key": "-", "data_dir": tmp_path, "public_url": "https://cotap.exemple"}
    return Settings(**fields | given)


def letter(of: Settings, reference="abc"):
    return compose(
        of,
        to="prefete@exemple.invalid",
        subject="Séance bloquée\r\nBcc: tous@exemple.invalid",
        text="Le quorum a manqué. {site}/conferences/x",
        at=AT,
        reference=reference,
    )


class Inbox(Message):
    def __init__(self):
        super().__init__()
        self.received = []

    def handle_message(self, message):
        self.received.append(message_from_bytes(message.as_bytes(), policy=default))


@pytest.fixture
def inbox():
    handler = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        handler.port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


def test_a_message_reaches_the_operators_server_with_its_accents(tmp_path, inbox):
    of = settings(tmp_path, smtp_url=f"smtp://127.0.0.1:{inbox.port}")
    deliver(of, letter(of))
    (received,) = inbox.received
    assert received["To"] == "prefete@exemple.invalid"
    assert received.get_content().strip() == "Le quorum a manqué. https://cotap.exemple/conferences/x"


def test_a_subject_cannot_add_a_header(tmp_path):
    message = letter(settings(tmp_path))
    assert message["Bcc"] is None
    assert message["Subject"] == "Séance bloquée Bcc: tous@exemple.invalid"


def test_the_same_job_sends_the_same_identifier(tmp_path):
    of = settings(tmp_path)
    assert letter(of)["Message-ID"] == letter(of)["Message-ID"] != letter(of, "other")["Message-ID"]


def test_a_trial_without_server_keeps_messages_as_files(tmp_path):
    of = settings(tmp_path, trial=True)
    deliver(of, letter(of))
    (kept,) = (tmp_path / "mails").glob("*.eml")
    assert "manqué" in message_from_bytes(kept.read_bytes(), policy=default).get_content()


@pytest.mark.parametrize("url", [None, "http://serveur", "smtp://", "serveur:25"])
def test_a_missing_or_unreadable_server_is_said(tmp_path, url):
    of = settings(tmp_path, smtp_url=url)
    with pytest.raises(BadSetting, match="COTAP_SMTP_URL"):
        deliver(of, letter(of))

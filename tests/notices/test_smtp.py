"""Every way a conversation with a mail server can end is an answer, never an exception."""

from dataclasses import replace

import pytest

from app.notices import delivery
from app.notices.words import MessageState

WELL = ("220 here", "250 here")
S = MessageState


@pytest.mark.parametrize(
    ("lines", "state", "kept"),
    [
        (("421 4.3.2 Too many connections",), S.WAITING, "421 4.3.2 Too many connections"),
        (("554 5.7.1 Not you",), S.WAITING, "554 5.7.1 Not you"),
        ((None,), S.WAITING, "Serveur injoignable"),
        (("220 here", None), S.WAITING, "Serveur injoignable"),
        ((*WELL, "451 4.3.0 Later"), S.WAITING, "451 4.3.0 Later"),
        ((*WELL, "530 5.7.0 Authenticate"), S.WAITING, "530 5.7.0 Authenticate"),
        ((*WELL, "552 5.3.4 Too big"), S.REFUSED, "552 5.3.4 Too big"),
        ((*WELL, None), S.WAITING, "Échange interrompu"),
        ((*WELL, "250 ok", "450 4.2.0 Greylisted"), S.WAITING, "450 4.2.0 Greylisted"),
        ((*WELL, "250 ok", "550 5.1.1 Unknown"), S.REFUSED, "550 5.1.1 Unknown"),
        ((*WELL, "250 ok", "250 ok", "451 4.3.0 No DATA now"), S.WAITING, "451 4.3.0 No DATA now"),
        ((*WELL, "250 ok", "250 ok", "554 5.6.0 No DATA ever"), S.REFUSED, "554 5.6.0 No DATA ever"),
        ((*WELL, "250 ok", "250 ok", None), S.WAITING, "même identifiant"),
        ((*WELL, "nonsense"), S.WAITING, "Échange interrompu"),
    ],
)
def test_whatever_the_server_says_is_kept_and_decides(home, settings, scripted, put, fate, lines, state, kept):
    message = put()
    patience = 1 if None in lines else 60
    told = replace(settings, smtp_url=scripted(*lines).url, smtp_timeout=patience)
    delivery.deliver(home.units, told, message.id)
    after = fate(message)
    assert after.state is state
    assert kept in after.last_answer
    assert after.attempts == 1


def test_a_wrong_password_or_a_server_without_encryption_keeps_the_message_waiting(home, settings, scripted, put, fate):
    for scheme, lines in (
        ("smtp://nom:faux@", (*WELL[:1], "250-here\r\n250 AUTH PLAIN", "535 5.7.8 Wrong", "535 5.7.8 Wrong")),
        ("smtp+starttls://", WELL),
    ):
        message = put()
        url = scripted(*lines).url.replace("smtp://", scheme)
        delivery.deliver(home.units, replace(settings, smtp_url=url), message.id)
        assert fate(message).state is MessageState.WAITING
        assert "faux" not in fate(message).last_answer


def test_the_site_says_its_own_name(home, settings, scripted, put):
    server = scripted(*WELL, "451 later")
    delivery.deliver(home.units, replace(settings, smtp_url=server.url), put().id)
    assert server.commands[0] == "ehlo cotap.exemple"
    assert server.commands[1].startswith("mail FROM:<ne-pas-repondre@cotap.exemple>")

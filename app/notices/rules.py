"""What the answer of a mail server makes of a message, and when to try again. Pure.

A refusal by the server of one address or of one content (5yz at RCPT TO or at DATA) is final. Everything else can
pass: a server that is down, slow, full, badly configured or that asks to come back (greylisting).
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from .words import MessageState, Stage

BACKOFF: Final = tuple(timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240))
"""Waits after the first, second… attempt; the last one is repeated. Greylisting usually asks for five minutes."""
GIVE_UP_AFTER: Final = timedelta(days=5)
"""RFC 5321, 4.5.4.1: a sender tries for at least four or five days."""
TOO_LARGE: Final = 552
LONGEST_ANSWER: Final = 500
_QUEUE_ID: Final = (
    re.compile(r"queued as ([^\s<>]+)", re.IGNORECASE),
    re.compile(r"\bid=([^\s<>]+)", re.IGNORECASE),
    re.compile(r"([^\s<>]+) message accepted for delivery", re.IGNORECASE),
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the mail server said last: its code (None when it said nothing), its words, and at which stage."""

    stage: Stage
    code: int | None
    words: str


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after that many attempts (one or more)."""
    return BACKOFF[min(attempts, len(BACKOFF)) - 1]


def state_after(answer: Answer, *, trying_since: datetime, now: datetime) -> MessageState:
    """Return what becomes of a message after this answer."""
    code = answer.code or 0
    if answer.stage is Stage.CONTENT and 200 <= code < 300:
        return MessageState.HANDED_OVER
    if _is_final(answer.stage, code):
        return MessageState.REFUSED
    return MessageState.GIVEN_UP if now - trying_since >= GIVE_UP_AFTER else MessageState.WAITING


def _is_final(stage: Stage, code: int) -> bool:
    if stage is Stage.COMPOSITION:
        return True
    if stage in (Stage.RECIPIENT, Stage.CONTENT):
        return 500 <= code < 600
    # The size is announced with the sender: that refusal is about this message, every other one about our account.
    return stage is Stage.SENDER and code == TOO_LARGE


def queue_id(words: str) -> str | None:
    """Return the name under which the server keeps the message, when its answer gives it (Postfix, Exim, sendmail)."""
    for form in _QUEUE_ID:
        found = form.search(words)
        if found:
            return found[1].rstrip(".;,)")
    return None


def without_address(words: str, address: str) -> str:
    """Return the server's words without the address, which is erased before the proof is."""
    said = re.sub(re.escape(address), "…", words, flags=re.IGNORECASE) if address else words
    return " ".join(said.replace("\x00", "").split())[:LONGEST_ANSWER]

"""The only writers of linked identities and of passages through a provider."""

from .accounts import ask_for_account, forget_waiting, link, open_account, unlink
from .passages import come_back, forget_over, leave, left, settle, start

__all__ = [
    "ask_for_account",
    "come_back",
    "forget_over",
    "forget_waiting",
    "leave",
    "left",
    "link",
    "open_account",
    "settle",
    "start",
    "unlink",
]

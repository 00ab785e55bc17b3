"""The only writers of accounts, devices and what proves who a person is."""

from .accounts import (
    INVITATION_DAYS,
    accept_invitation,
    close_account,
    create_person,
    invite,
    open_demo_account,
    open_invitation,
    reopen_account,
)
from .devices import end_device, note_failed_sign_in, open_device, sign_out_everywhere

__all__ = [
    "INVITATION_DAYS",
    "accept_invitation",
    "close_account",
    "create_person",
    "end_device",
    "invite",
    "note_failed_sign_in",
    "open_demo_account",
    "open_device",
    "open_invitation",
    "reopen_account",
    "sign_out_everywhere",
]

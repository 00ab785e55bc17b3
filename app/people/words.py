"""The words of accounts that are stored."""

from enum import StrEnum


class Proof(StrEnum):
    """What showed who the person is."""

    PASSWORD = "password"  # noqa: S105 - a word, not a password
    LINK = "link"
    INVITATION = "invitation"
    SIGN_UP = "sign_up"
    PASSKEY = "passkey"
    PROVIDER = "provider"

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


class Factor(StrEnum):
    """What shows a second time who the person is."""

    APPLICATION = "application"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"


class Ceremony(StrEnum):
    """What a passkey is asked for."""

    REGISTER = "register"
    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"


class LinkPurpose(StrEnum):
    """What a link sent by mail opens."""

    SIGN_IN = "sign_in"
    SIGN_UP = "sign_up"
    NOTHING = "nothing"
    """For a closed account: the same work is done as for the others."""

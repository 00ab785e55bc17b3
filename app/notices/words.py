"""The words of a message's life."""

from enum import StrEnum


class MessageState(StrEnum):
    """Where a message is. `handed_over` is what can be proved: another server has answered for it."""

    WAITING = "waiting"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    GIVEN_UP = "given_up"


class Stage(StrEnum):
    """How far the conversation with the mail server went when it answered, or fell silent."""

    COMPOSITION = "composition"
    """It could not even be written: an address or a file that no message can carry."""
    CONNECTION = "connection"
    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"
    SILENCE = "silence"
    """The content was sent and no answer came: nobody can know whether it was taken."""

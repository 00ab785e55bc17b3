"""JSON for Socket.IO in which a part may already be text.

A snapshot is built once per position and sent to a thousand newcomers: without this it would be serialised a
thousand times.
"""

import json
from typing import Any

_MARK = "\ue000"


class Prebuilt:
    """A value whose JSON text is already known."""

    def __init__(self, text: str) -> None:
        self.text = text


def prebuild(value: Any) -> Prebuilt:
    """Serialise a value once."""
    return Prebuilt(json.dumps(value, separators=(",", ":"), ensure_ascii=False))


class Json:
    """What python-socketio asks of a JSON module."""

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        """Serialise compactly; prebuilt parts are put in as they are."""
        parts: list[Prebuilt] = []

        def place(part: Any) -> str:
            if not isinstance(part, Prebuilt):
                raise TypeError(f"{type(part).__name__} cannot travel as JSON")
            parts.append(part)
            return f"{_MARK}{len(parts) - 1}{_MARK}"

        text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, default=place)
        for number, part in enumerate(parts):
            text = text.replace(f'"{_MARK}{number}{_MARK}"', part.text, 1)
        return text

    @staticmethod
    def loads(text: str | bytes, **_: Any) -> Any:
        """Parse what a client sent."""
        return json.loads(text)

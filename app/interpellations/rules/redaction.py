"""What the public reads of a text when passages are hidden: the reason stands in their place (I11). Pure."""

from collections.abc import Iterable


def redacted(text: str, hidden: Iterable[tuple[str, str]]) -> str:
    """Return the text with each hidden passage replaced by its reason; `hidden`: (passage, reason)."""
    for passage, reason in hidden:
        if passage:
            text = text.replace(passage, f"[passage masqué : {reason}]")
    return text

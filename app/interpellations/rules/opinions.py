"""When a requester says what they make of an answer: once for each thing that was done (I9). Pure."""

from collections.abc import Iterable
from datetime import datetime


def already_given(judged: Iterable[datetime], done: Iterable[datetime | None]) -> bool:
    """Tell whether the last opinion came after the last thing done: an answer, its correction, a hearing."""
    last = max(judged, default=None)
    latest = max((moment for moment in done if moment is not None), default=None)
    return last is not None and (latest is None or last >= latest)

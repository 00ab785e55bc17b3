"""When the sample was last looked at, and the tests that look at it again."""

from datetime import date
from typing import Final

from ..model import Hand, Proof

AUDITED: Final = date(2026, 11, 21)
WALK: Final = Proof("tests/journeys/test_accessibility.py")
"""Every page of the sample in a browser: axe, outline, landmarks, keyboard, narrow windows, spacing, forced colours."""
TOKENS: Final = Proof("tests/frontend/test_tokens.py")
COMPONENTS: Final = Proof("tests/frontend/test_components.py")
KEYBOARD: Final = Proof("tests/journeys/test_by_keyboard.py")
DRAWINGS: Final = Proof("tests/drawings/test_stylesheet.py")


def seen(looked: str) -> Hand:
    """Return a check by hand at the last audit."""
    return Hand(looked, AUDITED)

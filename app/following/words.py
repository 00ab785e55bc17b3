"""How often a follower is told."""

from enum import StrEnum


class Rhythm(StrEnum):
    """As things happen, or once a week."""

    AT_ONCE = "at_once"
    WEEKLY = "weekly"


RHYTHMS = {
    Rhythm.AT_ONCE: "au fil des événements",
    Rhythm.WEEKLY: "une fois par semaine, le lundi matin",
}

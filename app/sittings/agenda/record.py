"""Which version of the agenda a change makes, and who reads about it."""

from app.foundation.errors import IllegalTransition, OutOfDate
from app.foundation.facts import MEMBERS, PUBLIC
from app.sittings.models import Sitting
from app.sittings.rules.agenda import check_change
from app.sittings.rules.lifecycle import STATE_WORDS
from app.sittings.words import OVER


def next_version(sitting: Sitting) -> int:
    """Raise the agenda's version and return it."""
    sitting.agenda_version += 1
    return sitting.agenda_version


def audience(sitting: Sitting) -> str:
    """Return who may read what changes now: members while the sitting is prepared, its own audience once published."""
    return MEMBERS if sitting.agenda_published_at is None else sitting.audience


def announced_to(sitting: Sitting) -> str:
    """Return who may read of the sitting in the record of its conference."""
    return PUBLIC if sitting.public else MEMBERS


def check_not_over(sitting: Sitting) -> None:
    """Refuse to touch what belongs to a sitting that is over."""
    if sitting.state in OVER:
        words = STATE_WORDS[sitting.state]
        raise IllegalTransition(f"La séance est {words} : son ordre du jour ne change plus.", state=sitting.state.value)


def check_not_live(sitting: Sitting) -> None:
    """Refuse to change the plan of a sitting under way."""
    if sitting.live:
        words = STATE_WORDS[sitting.state]
        raise IllegalTransition(
            f"La séance est {words} : sa date et son lieu ne changent plus.", state=sitting.state.value
        )


def check_preparing(sitting: Sitting) -> None:
    """Refuse to touch an agenda that is published, or whose sitting is over (S2)."""
    check_not_over(sitting)
    check_change(sitting.agenda_published_at)


def check_version(current: int, expected: int) -> None:
    """Refuse a change decided on an older state than the present one."""
    if current != expected:
        raise OutOfDate(
            "Quelqu’un a modifié l’ordre du jour entre-temps. Relisez-le ci-dessous, puis recommencez.",
            current_version=current,
        )

"""S10: what a procès-verbal must contain, and its way from draft to publication."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import day, listing
from app.sittings.words import MinutesState

DRAFT, CIRCULATED, ADOPTED = MinutesState.DRAFT, MinutesState.CIRCULATED, MinutesState.ADOPTED
SEALED, PUBLISHED = MinutesState.SEALED, MinutesState.PUBLISHED

TRANSITIONS: Final = {
    DRAFT: frozenset({CIRCULATED}),
    CIRCULATED: frozenset({DRAFT, ADOPTED}),  # corrections may send it back
    ADOPTED: frozenset({SEALED}),
    SEALED: frozenset({PUBLISHED}),
    PUBLISHED: frozenset[MinutesState](),
}
STATE_WORDS: Final = {
    DRAFT: "en rédaction",
    CIRCULATED: "soumis à corrections",
    ADOPTED: "adopté",
    SEALED: "scellé",
    PUBLISHED: "publié",
}


@dataclass(frozen=True, kw_only=True)
class BallotRecord:
    """A vote as the minutes tell it. `votes`: name → sense; None in a secret ballot."""

    question: str
    result: str
    votes: Mapping[str, str] | None = None
    secret: bool = False


@dataclass(frozen=True, kw_only=True)
class Record:
    """What the minutes say. None is « nobody knows », an empty sequence is « there was none »."""

    held_on: date | None = None
    opened_at: str = ""
    chair: str = ""
    secretary: str = ""
    present: Sequence[str] | None = None
    represented: Sequence[str] | None = None
    absent: Sequence[str] | None = None
    quorum: str = ""
    agenda: Sequence[str] | None = None
    texts: Sequence[str] | None = None
    ballots: Sequence[BallotRecord] | None = None
    discussions: Mapping[str, str] | None = None
    """Title of each debated item → substance of the discussion."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A mandatory heading and how to tell that it is filled."""

    key: str
    words: str
    filled: Callable[[Record], bool]


def _named(ballot: BallotRecord) -> bool:
    return bool(ballot.question and ballot.result) and (ballot.secret or ballot.votes is not None)


HEADINGS: Final = (
    Heading(key="date", words="la date et l’heure", filled=lambda r: bool(r.held_on and r.opened_at)),
    Heading(key="chair", words="la présidence", filled=lambda r: bool(r.chair)),
    Heading(key="secretary", words="le secrétariat de séance", filled=lambda r: bool(r.secretary)),
    Heading(key="present", words="les membres présents", filled=lambda r: bool(r.present)),
    Heading(key="represented", words="les membres représentés", filled=lambda r: r.represented is not None),
    Heading(key="absent", words="les membres absents", filled=lambda r: r.absent is not None),
    Heading(key="quorum", words="le quorum", filled=lambda r: bool(r.quorum)),
    Heading(key="agenda", words="l’ordre du jour", filled=lambda r: bool(r.agenda)),
    Heading(key="texts", words="les textes examinés", filled=lambda r: r.texts is not None),
    Heading(
        key="ballots",
        words="les scrutins, avec les noms et le sens des votes publics",
        filled=lambda r: r.ballots is not None and all(map(_named, r.ballots)),
    ),
    Heading(
        key="discussions",
        words="la teneur des discussions",
        filled=lambda r: r.discussions is not None and all(text.strip() for text in r.discussions.values()),
    ),
)


def missing_headings(record: Record) -> tuple[Heading, ...]:
    """Return the mandatory headings the record does not fill, in the order of a procès-verbal."""
    return tuple(heading for heading in HEADINGS if not heading.filled(record))


def check_minutes_transition(state: MinutesState, wanted: MinutesState) -> None:
    """Refuse a step that the life of minutes does not have."""
    if wanted not in TRANSITIONS[state]:
        raise IllegalTransition(
            f"Ce procès-verbal est {STATE_WORDS[state]} : il ne peut pas être {STATE_WORDS[wanted]}. "
            + (
                "Une correction après publication se fait par un rectificatif publié."
                if state in (SEALED, PUBLISHED)
                else "Suivez les étapes dans l’ordre."
            ),
            state=state.value,
            wanted=wanted.value,
        )


def check_circulation(record: Record) -> None:
    """Refuse to circulate minutes without all mandatory headings."""
    missing = missing_headings(record)
    if missing:
        members: dict[str, Any] = {"missing": [heading.key for heading in missing]}
        raise Refused(
            f"Il manque au procès-verbal {listing([heading.words for heading in missing])}. "
            "Complétez-le avant de le soumettre à corrections.",
            rule="S10",
            **members,
        )


def check_adoption(*, sitting_on: date, adopted_on: date, circulated_on: date, corrections_days: int = 0) -> None:
    """Minutes are adopted in a later sitting, once members have had the time to correct them."""
    if adopted_on <= sitting_on:
        raise Refused(
            f"Le procès-verbal de la séance du {day(sitting_on)} s’adopte dans une séance ultérieure. "
            "Inscrivez son adoption à l’ordre du jour de la prochaine séance.",
            rule="S10",
        )
    open_until = circulated_on + timedelta(days=corrections_days)
    if adopted_on < open_until:
        raise Refused(
            f"Les membres peuvent corriger ce procès-verbal jusqu’au {day(open_until)}. "
            "Adoptez-le à partir de ce jour.",
            rule="S10",
        )


def publication_due(adopted_on: date, *, days: int = 7) -> date:
    """Return the last day to publish adopted minutes."""
    return adopted_on + timedelta(days=days)

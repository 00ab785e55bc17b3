"""The spine of a file: what its public record says happened, then what is due. Pure words over entries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from app.foundation.clock import local_date
from app.foundation.french import count, day
from app.interpellations.models import Deadline
from app.interpellations.rules.deadlines import OWED
from app.interpellations.rules.lateness import Standing, sentence, standing
from app.interpellations.rules.redaction import WHAT
from app.interpellations.rules.thresholds import WORDS as THRESHOLD_WORDS
from app.interpellations.words import DeadlineKind, Hideable
from app.journal.models import JournalEntry
from app.journal.words import label

Payload = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One line of the spine."""

    when: datetime | date
    title: str
    detail: str = ""
    state: str = "past"
    steps: tuple[str, ...] = ()
    """How the date was computed, for what is due; each reminder, for several that went one after another."""


def past(entries: Sequence[JournalEntry]) -> list[Moment]:
    """Return what happened, in the order of the record; reminders that follow one another are one moment."""
    shown = (entry for entry in entries if entry.kind not in HIDDEN)
    return [
        moment
        for kind, run in groupby(shown, key=lambda entry: entry.kind)
        for moment in (_reminders(list(run)) if kind == REMINDED else map(_moment, run))
    ]


def _moment(entry: JournalEntry) -> Moment:
    return Moment(
        when=entry.occurred_at,
        title=label(entry.kind),
        detail=_detail(entry.kind, entry.payload),
        state="late" if entry.kind.endswith("late") else "past",
    )


def _reminders(entries: list[JournalEntry]) -> list[Moment]:
    if len(entries) == 1:
        return [_moment(entries[0])]
    told = [(day(local_date(entry.occurred_at)), _detail(entry.kind, entry.payload)) for entry in entries]
    return [
        Moment(
            when=entries[0].occurred_at,
            title=f"{len(entries)} rappels envoyés",
            detail=f"Le dernier le {told[-1][0]}",
            steps=tuple(f"{on}\u00a0: {what[:1].lower()}{what[1:]}" for on, what in told),
        )
    ]


REMINDED: Final = "interpellation.reminded"
HIDDEN: Final = frozenset({"interpellation.drafted", "interpellation.supports_counted"})


def _detail(kind: str, payload: Payload) -> str:
    tell = DETAILS.get(kind)
    return tell(payload) if tell else ""


def _day(written: str) -> str:
    return day(date.fromisoformat(written))


def _answered(said: Payload) -> str:
    promised = f", avec {count(said['commitments'], 'engagement')}" if said["commitments"] else ""
    what = "Précision" if said["clarification"] else "Réponse"
    return f"{what} de {said['institution']}, {'dans le délai' if said['in_time'] else 'après le délai'}{promised}"


def _missed(said: Payload) -> str:
    silence = said["what"] == OWED[DeadlineKind.ANSWER].words
    by = OWNERS.get(said["owed_by"], said["owed_by"])
    due = f"pour le {_day(said['due_on'])}"
    if silence:
        return f"Réponse non intervenue\u00a0: elle était attendue {due}, de {by}"
    return f"{said['what']}\u00a0: c’était à faire {due}, par {by}"


OWNERS: Final = {
    "secrétariat": "le secrétariat",
    "présidence": "la présidence",
    "requérant": "la personne qui interpelle",
}
REMINDED_WHOM: Final = {
    "service": "Au service qui doit répondre",
    "élu responsable": "À l’élu responsable du service",
    "secrétariat": "Au secrétariat",
    "présidence": "À la présidence",
    "requérant": "À la personne qui interpelle",
}


def _reminded(said: Payload) -> str:
    what = said["what"]
    return f"{REMINDED_WHOM.get(said['to'], said['to'])} ({what[:1].lower()}{what[1:]})"


EFFECTS: Final = {effect.value: words for effect, words in THRESHOLD_WORDS.items()}
CAUSES: Final = {
    "no_answer": "faute de réponse dans le délai",
    "insufficient": "réponse jugée insuffisante",
    "threshold": "seuil de soutiens franchi",
}
PUT_OFF: Final = {
    "deferred": "La présidence reporte ce point ; la demande attend de nouveau une suite",
    "cancelled": "La séance est annulée ; la demande attend de nouveau une suite",
    "not_called": "La séance s’est terminée sans que ce point soit appelé ; la demande attend de nouveau une suite",
}
COMMITMENTS: Final = {"open": "Une nouvelle", "done": "Tenu", "dropped": "Abandonné"}
DETAILS: Final[dict[str, Callable[[Payload], str]]] = {
    "interpellation.registered": lambda p: (
        f"Sous le numéro {p['number']}" + (f", par {p['body']}" if p["body"] else "")
    ),
    "interpellation.admitted": lambda p: f"Transmise à {p['service']}, réponse attendue le {_day(p['answer_due_on'])}",
    "interpellation.refused": lambda p: f"Peut être corrigée jusqu’au {_day(p['correct_by'])}",
    "interpellation.answered": _answered,
    "interpellation.answer_corrected": lambda p: f"Par {p['institution']} ; l’ancienne version reste lisible",
    "interpellation.clarification_asked": lambda p: f"Attendue le {_day(p['due_on'])}",
    "interpellation.judged": lambda p: "La réponse suffit" if p["satisfied"] else "La réponse ne suffit pas",
    "interpellation.became_late": _missed,
    "interpellation.became_very_late": _missed,
    REMINDED: _reminded,
    "interpellation.clock_suspended": lambda p: f"{p['what']} : {p['reason']}, au plus tard le {_day(p['due_on'])}",
    "interpellation.clock_resumed": lambda p: f"{p['what']} : nouvelle échéance le {_day(p['due_on'])}",
    "interpellation.hearing_requested": lambda p: (
        f"{CAUSES[p['cause']].capitalize()} ; suite attendue le {_day(p['reply_due_on'])}"
    ),
    "interpellation.threshold_crossed": lambda p: f"{count(p['threshold'], 'soutien')} : {EFFECTS[p['effect']]}",
    "interpellation.threshold_undone": lambda p: f"Moins de {count(p['threshold'], 'soutien')}",
    "interpellation.supports_invalidated": lambda p: (
        f"{count(p['count'], 'soutien')} : {p['reason']}" + (" (mise à l’écart levée)" if p["lifted"] else "")
    ),
    "interpellation.hearing_scheduled": lambda p: (
        f"{p['sitting']}, le {_day(p['on'])}" + ("" if p["in_time"] else ", après le délai")
    ),
    "interpellation.hearing_refused": lambda p: ("Second refus\u00a0: " if p["second"] else "") + p["reason"],
    "interpellation.hearing_moved": lambda p: f"Le {_day(p['on'])}",
    "interpellation.hearing_put_off": lambda p: PUT_OFF[p["why"]],
    "interpellation.prefect_told": lambda p: (
        "Le représentant de l’État dans la conférence est informé par courriel"
        if p.get("by_mail", True)
        else "Aucun représentant de l’État n’est enregistré : le secrétariat est chargé d’informer le préfet"
    ),
    "interpellation.heard": lambda p: f"{p['sitting']} ; avis attendu le {_day(p['opinion_due_on'])}",
    "interpellation.part_hidden": lambda p: f"{WHAT[Hideable(p['what'])]} : {p['reason']}",
    "interpellation.part_shown": lambda p: f"{WHAT[Hideable(p['what'])]} : {p['reason']}",
    "interpellation.commitment_updated": lambda p: COMMITMENTS[p["state"]],
    "interpellation.commitment_fell_due": lambda p: f"Pris par {p['owner']} pour le {_day(p['due_on'])}",
    "interpellation.service_named": lambda p: p["service"],
}


def due(deadlines: Sequence[Deadline], today: date) -> list[Moment]:
    """Return what is still owed, the nearest first, each with its computation."""
    found = []
    for deadline in sorted(deadlines, key=lambda d: (d.due_on, d.id)):
        stands = standing_of(deadline, today)
        if stands in (Standing.MET, Standing.MET_LATE, Standing.DROPPED):
            continue
        by = deadline.owed_by.name if deadline.owed_by else ""
        said = sentence(deadline.kind, stands, deadline.due_on, today)
        found.append(
            Moment(
                when=deadline.due_on,
                title=OWED[deadline.kind].words + (f", par {by}" if by else ""),
                detail=f"{said[:1].upper()}{said[1:]}",
                state="late" if stands in (Standing.LATE, Standing.VERY_LATE) else "due",
                steps=tuple(deadline.computation),
            )
        )
    return found


def standing_of(deadline: Deadline, today: date) -> Standing:
    """Return how a deadline stands on that day."""
    return standing(
        deadline.due_on,
        deadline.very_late_on,
        today,
        met_on=local_date(deadline.met_at) if deadline.met_at else None,
        dropped=deadline.dropped_at is not None,
        suspended=any(s.ends_on is None for s in deadline.suspensions),
    )

"""What each public entry says, as a sentence. Pure. A kind without one here is told by its name and its own words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from app.foundation.french import count, day, full_day, hour, listing, quoted
from app.journal.words import gist, label

Payload = Mapping[str, Any]
Tell = Callable[[Payload, ZoneInfo], str]
MOST_ITEMS: Final = 6


def sentence(kind: str, payload: Payload, zone: ZoneInfo) -> str:
    """Return the sentence of an entry; one written before a field existed is told in fewer words."""
    try:
        return SENTENCES[kind](payload, zone)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        words = gist(dict(payload)).strip()
        return ended(f"{label(kind)}\u00a0: {words}" if words else label(kind))


def ended(words: str) -> str:
    """Return the words with the full stop that they may lack."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def moment(value: str, zone: ZoneInfo) -> str:
    """Return « mardi 3 mars 2026 à 14 h »."""
    local = datetime.fromisoformat(value).astimezone(zone)
    return f"{full_day(local.date())} à {hour(local)}"


def _sitting_planned(said: Payload, zone: ZoneInfo) -> str:
    place = f", {said['place']}" if said["place"] else ""
    prefect = " Le préfet y est attendu." if said.get("prefect_expected") else ""
    return f"La séance {quoted(said['title'])} est prévue le {moment(said['starts_at'], zone)}{place}.{prefect}"


def _agenda_published(said: Payload, _zone: ZoneInfo) -> str:
    items = said["items"]
    titles = [f"{item['number']}. {item['title']}" for item in items[:MOST_ITEMS]]
    if len(items) > MOST_ITEMS:
        titles.append(f"et {count(len(items) - MOST_ITEMS, 'autre point', 'autres points')}")
    joined = "\u202f; ".join(titles)
    return ended(f"L’ordre du jour est publié\u00a0: {joined}")


def _sitting_opened(said: Payload, _zone: ZoneInfo) -> str:
    quorum = said["quorum"]
    if not quorum["required"]:
        return f"La séance {quoted(said['title'])} est ouverte."
    reached = "le quorum est atteint" if quorum["reached"] else "le quorum n’est pas atteint"
    here = f"{quorum['present']} sièges présents sur {quorum['seats']}"
    return f"La séance {quoted(said['title'])} est ouverte\u00a0: {here}, {reached}."


def _sitting_closed(said: Payload, _zone: ZoneInfo) -> str:
    return f"La séance {quoted(said['title'])} est levée."


def _sitting_cancelled(said: Payload, _zone: ZoneInfo) -> str:
    return ended(f"La séance est annulée\u00a0: {said['reason']}")


def _decision_recorded(said: Payload, _zone: ZoneInfo) -> str:
    decision = said["decision"]
    return ended(f"Décision nº\u00a0{decision['number']}\u00a0: {decision['text']}")


def _commitment_added(said: Payload, _zone: ZoneInfo) -> str:
    made = said["commitment"]
    due = day(date.fromisoformat(made["due_on"]))
    return ended(f"{made['owner']} s’engage, pour le {due}\u00a0: {made['title']}")


def _commitment_updated(said: Payload, _zone: ZoneInfo) -> str:
    made = said["commitment"]
    news = {"done": "est tenu", "dropped": "est abandonné"}.get(made["state"], "avance")
    return ended(f"L’engagement {quoted(made['title'])} ({made['owner']}) {news}\u00a0: {said['text']}")


def _commitment_fell_due(said: Payload, _zone: ZoneInfo) -> str:
    due = day(date.fromisoformat(said["due_on"]))
    return f"L’engagement {quoted(said['title'])} ({said['owner']}) devait être tenu le {due}. Il ne l’est pas encore."


def _ballot_opened(said: Payload, _zone: ZoneInfo) -> str:
    return f"Le vote est ouvert sur cette question\u00a0: {quoted(said['ballot']['question'])}"


def _ballot_closed(said: Payload, _zone: ZoneInfo) -> str:
    return ended(f"{quoted(said['question'])} {said['result']['sentence']}")


def _motion(verb: str) -> Tell:
    return lambda said, _zone: f"Le texte {quoted(said['title'])} est {verb}."


def _minutes(verb: str) -> Tell:
    def tell(said: Payload, _zone: ZoneInfo) -> str:
        title: str = said["title"]
        return f"Le {title[0].lower()}{title[1:]} est {verb}."

    return tell


def _presidency_began(said: Payload, _zone: ZoneInfo) -> str:
    starts, ends = (date.fromisoformat(said[name]) for name in ("starts_on", "ends_on"))
    last = day(ends - timedelta(days=1))
    how = " par intérim" if said["interim"] else ""
    return f"{said['institution']} préside la conférence{how} du {day(starts)} au {last}."


def _finalites_adopted(said: Payload, _zone: ZoneInfo) -> str:
    titles = [quoted(one["title"]) for one in said["finalites"]]
    return f"La conférence a adopté {count(len(titles), 'finalité')}\u00a0: {listing(titles)}."


def _mandate_given(said: Payload, _zone: ZoneInfo) -> str:
    starts = day(date.fromisoformat(said["starts_on"]))
    return f"{said['person']} siège pour {quoted(said['institution'].strip())} à partir du {starts}."


SENTENCES: Final[dict[str, Tell]] = {
    "agenda.published": _agenda_published,
    "ballot.closed": _ballot_closed,
    "ballot.opened": _ballot_opened,
    "commitment.added": _commitment_added,
    "commitment.fell_due": _commitment_fell_due,
    "commitment.updated": _commitment_updated,
    "decision.recorded": _decision_recorded,
    "finalites.adopted": _finalites_adopted,
    "mandate.given": _mandate_given,
    "minutes.adopted": _minutes("adopté"),
    "minutes.published": _minutes("publié"),
    "motion.carried": _motion("adopté"),
    "motion.rejected": _motion("rejeté"),
    "presidency.began": _presidency_began,
    "sitting.cancelled": _sitting_cancelled,
    "sitting.closed": _sitting_closed,
    "sitting.opened": _sitting_opened,
    "sitting.planned": _sitting_planned,
}

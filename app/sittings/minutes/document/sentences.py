"""What happened, in sentences for the record: present tense, names first, no judgement."""

from collections.abc import Callable
from typing import Any, Final

from app.foundation.french import NBSP, duration, quoted
from app.sittings.minutes.facts import Attendee, Item, Mark, MinutesFacts, Moment, Motion, Power, Span, Speech, Stay
from app.sittings.rules.attendance import Quorum

from .clock import Clock
from .words import ATTENDANCE, FATES, MODES, SPEECHES


def who(name: str, institution: str) -> str:
    """Return « Camille Exemple (Amiens) »."""
    return f"{name} ({institution})" if institution else name


def of(name: str) -> str:
    """Return « d’Aude », « de Basile »; an h is never elided, because nobody can tell a mute one by its letters."""
    return f"d’{name}" if name[:1].lower() in "aàâeéèêëiîïoôuùû" and name else f"de {name}"


def opening(facts: MinutesFacts, clock: Clock) -> str:
    """Say the opening, the chair and the quorum."""
    if facts.opened is None:
        return ""
    said = f"La séance est ouverte à {clock.hour(facts.opened)} sous la présidence {of(facts.chair)}."
    return f"{said} {facts.quorum_at_opening.sentence}" if facts.quorum_at_opening else said


def closing(facts: MinutesFacts, clock: Clock) -> str:
    """Say the end."""
    if facts.closed is None:
        return ""
    reason = ", faute de quorum" if facts.without_quorum else ""
    return f"La séance est levée à {clock.hour(facts.closed)}{reason}."


def entered(attendee: Attendee, stay: Stay) -> str:
    """Say that somebody entered."""
    return f"{who(attendee.name, attendee.institution)} entre en séance, {MODES[stay.mode]}{_noted(stay.entered_by)}."


def mode_changed(attendee: Attendee, stay: Stay) -> str:
    """Say that somebody attends otherwise."""
    noted = _noted(stay.entered_by)
    return f"{who(attendee.name, attendee.institution)} suit désormais la séance {MODES[stay.mode]}{noted}."


def left(attendee: Attendee, stay: Stay) -> str:
    """Say that somebody left."""
    return f"{who(attendee.name, attendee.institution)} quitte la séance{_noted(stay.left_by)}."


def _noted(by: str) -> str:
    return f" (noté par {by})" if by else ""


def quorum_lost(quorum: Quorum) -> str:
    """Say that the assembly may not decide any more."""
    return f"Le quorum n’est plus atteint{NBSP}: {computation(quorum)}"


def quorum_reached(quorum: Quorum) -> str:
    """Say that the assembly may decide again."""
    return f"Le quorum est atteint{NBSP}: {computation(quorum)}"


def computation(quorum: Quorum) -> str:
    """Return the computation of a quorum without the verdict that its sentence begins with."""
    return quorum.sentence.partition(f"{NBSP}: ")[2] if quorum.required else quorum.sentence


def speech(speech: Speech, doors: tuple[Span, ...], clock: Clock) -> str:
    """Say who had the floor, why and for how long."""
    said = f"{who(speech.name, speech.institution)} {SPEECHES[speech.kind]}"
    if speech.seconds is not None:
        return f"{said}{NBSP}: {duration(speech.seconds)}."
    closed = next((d for d in doors if d.began.at >= speech.span.began.at), None)
    return f"{said} ; la suite se tient à huis clos à partir de {clock.hour(closed.began)}." if closed else f"{said}."


def fate(motion: Motion) -> str:
    """Say what became of a text."""
    return FATES[motion.fate]


def moment(moment: Moment, clock: Clock) -> str | None:
    """Return the sentence of a moment told in one line, None for what has a shape of its own."""
    if moment.what in AT_AN_HOUR:
        return AT_AN_HOUR[moment.what].format(hour=clock.hour(moment.mark))
    tell = TOLD.get(moment.what)
    return tell(moment.about) if tell else None


def text_withdrawn(motion: Motion, by: str) -> str:
    """Say that a text was taken back."""
    return f"{by} retire le texte {quoted(motion.title)}."


def proxy_given(power: Power) -> str:
    """Say that a power was given."""
    one, other = who(power.principal, power.principal_institution), who(power.holder, power.holder_institution)
    return f"{one} donne pouvoir à {other}."


def of_power(power: Power, what: str) -> str:
    """Say what becomes of a power."""
    return f"Le pouvoir donné par {power.principal} à {power.holder} {what}."


def put_off(item: Item) -> str:
    """Say that an item is put off."""
    return f"Le point {quoted(item.title)} est reporté. Motif : {item.put_off_because}"


def added(item: Item) -> str:
    """Say that an item was added after publication."""
    return f"Le point {quoted(item.title)} est ajouté en urgence. Motif : {item.urgent_reason}"


def stay(stay: Stay, facts: MinutesFacts, clock: Clock) -> str:
    """Return « de 14 h 02 à la levée, en salle », « toute la séance, à distance »."""
    from_opening = facts.opened is not None and stay.entered.at <= facts.opened.at
    until_end = facts.closed is not None and stay.left is not None and stay.left.at >= facts.closed.at
    mode = MODES[stay.mode]
    if from_opening and until_end:
        return f"toute la séance, {mode}{_notes(stay)}"
    began = "de l’ouverture" if from_opening else f"de {clock.hour(stay.entered)}"
    if stay.entered_unseen:
        began = "du huis clos"
    return f"{began} {_until(stay, until_end=until_end, clock=clock)}, {mode}{_notes(stay)}"


def _until(stay: Stay, *, until_end: bool, clock: Clock) -> str:
    if stay.left_unseen:
        return "au huis clos"
    if until_end:
        return "à la levée"
    return f"à {clock.hour(stay.left)}" if stay.left else "à maintenant"


def _notes(stay: Stay) -> str:
    noted = [f"{what} notée par {by}" for what, by in (("entrée", stay.entered_by), ("sortie", stay.left_by)) if by]
    return f" ({', '.join(noted)})" if noted else ""


def span(span: Span, clock: Clock) -> str:
    """Return « de 15 h 10 à 15 h 40 », « à partir de 15 h 10 »."""
    began = clock.hour(span.began)
    return f"de {began} à {clock.hour(span.ended)}" if span.ended else f"à partir de {began}"


def publicity(facts: MinutesFacts, clock: Clock, *, public: bool) -> str:
    """Say whether the public could follow, and when it could not."""
    if not public:
        return "Séance non publique."
    doors = [span(one, clock) for one in facts.closed_doors]
    return f"Séance publique, à huis clos {' et '.join(doors)}." if doors else "Séance publique."


def position(mark: Mark) -> str:
    """Return « nº 42 »: the place of the entry in the record."""
    return f"nº{NBSP}{mark.position}"


AT_AN_HOUR: Final = {
    "suspended": "La séance est suspendue à {hour}.",
    "resumed": "La séance reprend à {hour}.",
    "doors_closed": "Le huis clos est prononcé à {hour}.",
    "doors_opened": "Le huis clos est levé à {hour} : la séance est de nouveau publique.",
    "item_resumed": "L’examen de ce point reprend à {hour}.",
}
TOLD: Final[dict[str, Callable[[Any], str]]] = {
    "entered": lambda about: entered(*about),
    "mode_changed": lambda about: mode_changed(*about),
    "left": lambda about: left(*about),
    "quorum_lost": quorum_lost,
    "quorum_reached": quorum_reached,
    "attendance_set": lambda mode: f"La séance se tient désormais {ATTENDANCE[mode]}.",
    "text_withdrawn": lambda about: text_withdrawn(*about),
    "proxy_given": proxy_given,
    "proxy_revoked": lambda power: of_power(power, "est révoqué"),
    "proxy_declined": lambda power: of_power(power, "prend fin : son porteur y renonce"),
    "proxy_suspended": lambda power: of_power(power, "est suspendu"),
    "proxy_resumed": lambda power: of_power(power, "reprend effet"),
    "item_added": added,
    "item_put_off": put_off,
    "minutes_adopted": lambda title: f"Le {title[0].lower()}{title[1:]} est adopté.",
}

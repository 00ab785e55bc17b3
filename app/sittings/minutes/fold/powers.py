"""Powers to vote: those of the opening, those given in the course of the sitting, and what became of them (S4)."""

from typing import Any

from app.sittings.minutes.facts import Power

from .folding import Entry, Folding, Tell, mark


def at_opening(known: Folding, entry: Entry) -> None:
    """The opening names the powers that can serve; what was given and taken back before is not told."""
    known.powers = {said["id"]: _power(entry, said) for said in entry.payload.get("proxies", ())}


def after_closed_doors(known: Folding, entry: Entry) -> None:
    """The doors open: the powers of now tell what was given, or ended, behind them."""
    now = {said["id"]: said for said in entry.payload.get("proxies", ())}
    for id, said in now.items():
        known.powers.setdefault(id, _power(entry, said))
    for id, power in known.powers.items():
        if id not in now and power.ended is None and "proxies" in entry.payload:
            power.ended = mark(entry)


def given(known: Folding, entry: Entry) -> None:
    """A member gave a power; before the opening, which names those that stand, it is not told."""
    if not known.under_way:
        return
    power = _power(entry, entry.payload["proxy"])
    known.powers[power.id] = power
    known.tell(entry, "proxy_given", power)


def revoked(known: Folding, entry: Entry) -> None:
    """The principal took the power back."""
    _end(known, entry, "proxy_revoked")


def declined(known: Folding, entry: Entry) -> None:
    """The holder gave the power up."""
    _end(known, entry, "proxy_declined")


def suspended(known: Folding, entry: Entry) -> None:
    """The principal is there, and votes."""
    _tell(known, entry, "proxy_suspended")


def resumed(known: Folding, entry: Entry) -> None:
    """The principal left: the power serves again."""
    _tell(known, entry, "proxy_resumed")


def _power(entry: Entry, said: dict[str, Any]) -> Power:
    return Power(
        id=said["id"],
        principal_seat_id=said["principal_seat_id"],
        principal=said["principal"],
        principal_institution=said["principal_institution"],
        holder=said["holder"],
        holder_institution=said["holder_institution"],
        given=mark(entry),
    )


def _end(known: Folding, entry: Entry, what: str) -> None:
    power = _tell(known, entry, what)
    if power is not None:
        power.ended = mark(entry)


def _tell(known: Folding, entry: Entry, what: str) -> Power | None:
    power = known.powers.get(entry.payload["proxy_id"])
    if power is not None and known.under_way:
        known.tell(entry, what, power)
    return power


TELLS: dict[str, Tell] = {
    "proxy.given": given,
    "proxy.revoked": revoked,
    "proxy.declined": declined,
    "proxy.suspended": suspended,
    "proxy.resumed": resumed,
}

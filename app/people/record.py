"""What happened to an account, in words for its person: the last first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.journal.models import JournalEntry
from app.journal.words import label

from .events import account_stream
from .models import Device
from .words import Factor, Proof

MOST = 100
FAILURES = ("account.sign_in_failed", "permission.refused")
PROOFS = {
    Proof.PASSWORD: "par mot de passe",
    Proof.LINK: "par un lien reçu par courriel",
    Proof.INVITATION: "par une invitation",
    Proof.SIGN_UP: "à l’ouverture du compte",
    Proof.PASSKEY: "par clé d’accès",
    Proof.PROVIDER: "par un fournisseur d’identité",
}
FACTORS = {
    Factor.APPLICATION: "application de codes",
    Factor.RECOVERY_CODE: "code de secours",
    Factor.PASSKEY: "clé d’accès",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry: what, when, and how as far as it is known."""

    title: str
    detail: str
    occurred_at: datetime
    failed: bool


def record_of(session: Session, person_id: int) -> list[Line]:
    """Return the last entries of a person's account. Two reads."""
    entries = session.scalars(
        select(JournalEntry)
        .where(JournalEntry.stream == account_stream(person_id))
        .order_by(JournalEntry.position.desc())
        .limit(MOST)
    ).all()
    agents = _agents(session, entries)
    return [
        Line(
            title=label(entry.kind),
            detail=_detail(entry, agents),
            occurred_at=entry.occurred_at,
            failed=entry.kind in FAILURES,
        )
        for entry in entries
    ]


def _agents(session: Session, entries: Sequence[JournalEntry]) -> dict[int, str]:
    ids = {entry.payload["device_id"] for entry in entries if "device_id" in entry.payload}
    found = session.execute(select(Device.id, Device.agent).where(Device.id.in_(ids)))
    return {row.id: row.agent for row in found}


def _detail(entry: JournalEntry, agents: dict[int, str]) -> str:
    said = entry.payload
    words = [agents.get(said["device_id"], "") if "device_id" in said else ""]
    if "proof" in said:
        words.append(PROOFS[Proof(said["proof"])])
    if "factor" in said:
        words.append(FACTORS[Factor(said["factor"])])
    if "policy" in said:
        words.append(said["sentence"] + (f" ({said['times']}\u00a0fois)" if said["times"] > 1 else ""))
    return ", ".join(filter(None, words))

"""What a request to be heard says where it stands, and what was refused. Pure."""

from typing import Final

from app.interpellations.words import EscalationCause, HearingState

REFUSED: Final = (HearingState.REFUSED, HearingState.PREFECT_TOLD)
CAUSES: Final = {
    EscalationCause.NO_ANSWER: "Réponse non intervenue dans le délai.",
    EscalationCause.INSUFFICIENT: "Réponse jugée insuffisante, avec ses raisons.",
    EscalationCause.THRESHOLD: "Seuil de soutiens franchi.",
}
ITEM_TITLE: Final = 300


def item_title(number: str, contract: str) -> str:
    """Return the title of the agenda item: the file's number and the contract, never the requester's words."""
    return f"Audition\u00a0: interpellation {number} – {contract}"[:ITEM_TITLE]


def item_description(number: str, cause: EscalationCause, *, again: bool) -> str:
    """Return why the file comes before the assembly, and where it is read."""
    asked = "Seconde demande d’audition." if again else "Demande d’audition."
    return f"{asked} {CAUSES[cause]} Le dossier public\u00a0: /interpellations/{number}"

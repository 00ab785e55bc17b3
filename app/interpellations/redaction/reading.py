"""The texts as they were written, for those who may read them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.interpellations.models import Interpellation, OriginalText

LABELS = {
    "title": "Le titre",
    "question": "La question",
    "request": "Ce qui est demandé",
    "inadmissibility_reason": "Le motif de non-recevabilité",
    "answer": "La réponse",
    "signatory": "Qui répond",
    "clarification": "La précision demandée",
    "judgement": "L’avis de la personne",
    "hearing": "La demande d’audition",
    "report": "Le compte rendu",
    "commitment": "Un engagement",
}


def originals_of(session: Session, file: Interpellation) -> list[tuple[str, str]]:
    """Return (what it is, the text as written) for every text that the public reads otherwise. One read."""
    kept = session.scalars(select(OriginalText).where(OriginalText.interpellation_id == file.id))
    texts = {one.part: one.text for one in kept}
    order = list(LABELS)
    found = [(part.partition(":")[0], part, text) for part, text in texts.items()]
    known = sorted((order.index(name), part, text) for name, part, text in found if name in LABELS)
    return [(LABELS[order[rank]], text) for rank, _, text in known]

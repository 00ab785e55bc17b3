"""What everybody reads is what is stored; the originals stand apart. So no page, feed or export can forget to hide.

Part of acts already allowed, on the locked row of the file.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select

from app.foundation.unit_of_work import UnitOfWork
from app.institutions.naming import search_form
from app.interpellations.models import Interpellation, OriginalText, Redaction
from app.interpellations.rules.redaction import HIDDEN_TITLE, redacted
from app.interpellations.words import Hideable

from .parts import QUESTION, parts_of


def in_force(work: UnitOfWork, file: Interpellation) -> list[Redaction]:
    """Return what is hidden in the file today."""
    standing = select(Redaction).where(Redaction.interpellation_id == file.id, Redaction.lifted_at.is_(None))
    return list(work.session.scalars(standing.order_by(Redaction.id)))


def hide_again(work: UnitOfWork, file: Interpellation, rewritten: Collection[str] = ()) -> None:
    """Hide in what was written since whatever is hidden in the file; `rewritten`: parts that have a new text."""
    hidden = in_force(work, file)
    if not hidden:
        return
    work.session.flush()
    work.session.execute(
        delete(OriginalText).where(OriginalText.interpellation_id == file.id, OriginalText.part.in_(rewritten))
    )
    if any(one.target == Hideable.NAME for one in hidden):
        file.publishes_name = False
    apply(work, file, hidden)


def apply(work: UnitOfWork, file: Interpellation, hidden: Sequence[Redaction]) -> None:
    """Store what the public reads of each text, and the original of each text that differs from it."""
    kept = {
        one.part: one
        for one in work.session.scalars(select(OriginalText).where(OriginalText.interpellation_id == file.id))
    }
    for part in parts_of(work.session, file):
        original = kept[part.name].text if part.name in kept else part.text
        shown = _shown(part.name, original, hidden)
        if shown != original and part.name not in kept:
            work.session.add(OriginalText(interpellation_id=file.id, part=part.name, text=original))
        elif shown == original and part.name in kept:
            work.session.delete(kept[part.name])
        setattr(part.holder, part.attribute, shown)
    file.hidden_reason = next((one.reason for one in hidden if one.target == Hideable.QUESTION), "")
    file.search = search_form(f"{file.title} {file.question}")


def _shown(name: str, original: str, hidden: Sequence[Redaction]) -> str:
    if name in QUESTION and any(one.target == Hideable.QUESTION for one in hidden):
        return HIDDEN_TITLE if name == "title" else ""
    whole = next((one for one in hidden if one.target == name), None)
    if whole is not None:
        return f"[réponse masquée\u00a0: {whole.reason}]"
    return redacted(original, [(one.passage, one.reason) for one in hidden])

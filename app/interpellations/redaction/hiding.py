"""What hiding and showing again change, whoever was allowed to: the secretariat of a file, or moderation.

Part of acts already allowed, on the locked row of the file.
"""

from app.foundation.errors import IllegalTransition
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Attachment, Interpellation, InterpellationAnswer, OriginalText, Redaction
from app.interpellations.words import Hideable

from .applying import apply, in_force
from .events import PartHidden, PartShown

SHOWN = "public"


def hide(
    work: UnitOfWork, file: Interpellation, what: Hideable, reason: str, *, passage: str = "", which: int | None = None
) -> Redaction:
    """Hide something of a file from the public; the reason stands in its place."""
    if file.number is None:
        raise IllegalTransition("Un brouillon n’est pas public : il n’y a rien à masquer.")
    target = f"{what}:{which}" if which else what.value
    standing = in_force(work, file)
    if any(one.target == target and one.passage == passage for one in standing):
        raise IllegalTransition("C’est déjà masqué.")
    assert work.actor.person_id is not None
    made: Redaction = work.add(
        Redaction(
            interpellation_id=file.id,
            target=target,
            passage=passage,
            reason=reason,
            made_at=work.now(),
            made_by_id=work.actor.person_id,
        )
    )
    apply(work, file, [*standing, made])
    work.record(PartHidden(stream=file.stream, what=what.value, reason=reason))
    return made


def hide_attachment(work: UnitOfWork, file: Interpellation, document: Attachment, reason: str) -> Redaction:
    """Hide a document with its name; whether it was public is kept for the day it is shown again."""
    if document.hidden_reason:
        raise IllegalTransition("Cette pièce est déjà masquée.")
    document.hidden_reason = reason
    kept = SHOWN if document.public else "private"
    work.session.add(OriginalText(interpellation_id=file.id, part=f"document:{document.id}", text=kept))
    document.public = False
    return hide(work, file, Hideable.DOCUMENT, reason, which=document.id)


def hide_answer(work: UnitOfWork, file: Interpellation, answer: InterpellationAnswer, reason: str) -> Redaction:
    """Hide the words of an answer; that it was given, by whom and when stays public, and so does the clock."""
    return hide(work, file, Hideable.ANSWER, reason, which=answer.id)


def show(work: UnitOfWork, file: Interpellation, made: Redaction, *, reason: str) -> None:
    """Show again what was hidden, for a public reason; nobody is named when a term has simply passed."""
    made.lifted_at, made.lifted_reason, made.lifted_by_id = work.now(), reason, work.actor.person_id
    what, _, which = made.target.partition(":")
    if what == Hideable.NAME:
        file.publishes_name = True
    if what == Hideable.DOCUMENT:
        _show_document(work, file, int(which))
    apply(work, file, [one for one in in_force(work, file) if one is not made])
    work.record(PartShown(stream=file.stream, what=what, reason=reason))


def _show_document(work: UnitOfWork, file: Interpellation, id: int) -> None:
    document = work.session.get(Attachment, id)
    kept = work.session.get_one(OriginalText, (file.id, f"document:{id}"))
    if document is not None:
        # None: its owner took it back while they corrected the question.
        document.hidden_reason, document.public = "", kept.text == SHOWN
    work.session.delete(kept)

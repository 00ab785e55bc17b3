"""How a moderator's act reaches the public file: by the redaction of interpellations, never beside it.

Part of acts already allowed, on the locked row of the case.
"""

from app.foundation.errors import IllegalTransition, NotFound, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Attachment, Interpellation, InterpellationAnswer, Redaction
from app.interpellations.redaction.hiding import hide, hide_answer, hide_attachment, show
from app.interpellations.redaction.parts import parts_of
from app.interpellations.rules.redaction import check_passage
from app.interpellations.words import Hideable

from .contents import MISSING, Content
from .models import ModerationCase, ModerationDecision
from .words import ContentKind


def locked_file(work: UnitOfWork, content: Content) -> Interpellation:
    """Return the file of a content, its row locked: what is hidden in one file follows one another."""
    if content.file_id is None:
        raise Refused("Ce contenu n’a pas, ou n’a plus, de dossier public.")
    file = work.session.get(Interpellation, content.file_id, with_for_update={"key_share": True})
    if file is None:
        raise NotFound(MISSING)
    return file


def hide_content(work: UnitOfWork, content: Content, reason: str) -> Redaction:
    """Hide the whole content from the public; the reason stands in its place."""
    file = locked_file(work, content)
    if content.kind is ContentKind.ANSWER:
        return hide_answer(work, file, work.session.get_one(InterpellationAnswer, content.id), reason)
    if content.kind is ContentKind.DOCUMENT:
        return hide_attachment(work, file, work.session.get_one(Attachment, content.id), reason)
    return hide(work, file, Hideable.QUESTION, reason)


def mask_words(work: UnitOfWork, content: Content, passage: str, reason: str) -> Redaction:
    """Hide a passage wherever the file of the content has it."""
    file = locked_file(work, content)
    check_passage(passage, [part.text for part in parts_of(work.session, file)])
    return hide(work, file, Hideable.PASSAGE, reason, passage=passage.strip())


def show_content(work: UnitOfWork, decision: ModerationDecision, content: Content, reason: str) -> None:
    """Show again what a decision hid, unless the secretariat has done so already."""
    made = decision.redaction
    if made is None or made.lifted_at is not None or content.file_id is None:
        return  # shown already by the secretariat, or gone since
    show(work, locked_file(work, content), made, reason=reason)


def end_hold(work: UnitOfWork, case: ModerationCase, content: Content, reason: str) -> ModerationDecision | None:
    """End the conservatory measure of a case, if there is one, and return the decision that had made it."""
    held = case.hold
    if held is None or case.held_until is None:
        return None
    case.held_until = None
    show_content(work, held, content, reason)
    return held


def check_never_held(case: ModerationCase) -> None:
    """Refuse to hide a second time, while waiting, what one case has already hidden: the bound would be none."""
    if case.hold is not None:
        raise IllegalTransition(
            "Ce contenu a déjà été masqué à titre conservatoire : la mesure ne se renouvelle pas. Décidez au fond."
        )

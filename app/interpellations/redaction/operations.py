"""The only writers of what is hidden from the public (I11)."""

from app.foundation.errors import IllegalTransition, Invalid, NotFound, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Attachment, Interpellation, OriginalText, Redaction
from app.interpellations.rules import redaction as rules
from app.interpellations.words import Hideable, HidingGround

from . import policies
from .applying import apply, in_force
from .events import PartHidden, PartShown
from .parts import parts_of

SHOWN = "public"


def hide_passage(
    work: UnitOfWork, file: Interpellation, *, passage: str, ground: HidingGround, detail: str = ""
) -> Redaction:
    """Hide a passage wherever the file has it, in what is written later too; the reason stands in its place."""
    work.allow(policies.may_redact, file)
    reason = rules.reason_of(ground, detail, passage)
    rules.check_passage(passage, [part.text for part in parts_of(work.session, file)])
    return _hide(work, file, Hideable.PASSAGE, reason, passage=passage.strip())


def hide_question(work: UnitOfWork, file: Interpellation, *, ground: HidingGround, detail: str = "") -> Redaction:
    """Hide the whole question, its title and what it asks for."""
    work.allow(policies.may_redact, file)
    return _hide(work, file, Hideable.QUESTION, rules.reason_of(ground, detail, ""))


def hide_name(work: UnitOfWork, file: Interpellation, *, ground: HidingGround, detail: str = "") -> Redaction:
    """Hide the name that the requester had asked to publish."""
    work.allow(policies.may_redact, file)
    if not file.publishes_name or file.body_id is not None:
        raise Refused("Le nom de la personne n’est pas public dans ce dossier.", rule="I11")
    reason = rules.reason_of(ground, detail, file.requester.family_name)
    file.publishes_name = False
    return _hide(work, file, Hideable.NAME, reason)


def hide_document(
    work: UnitOfWork, file: Interpellation, attachment_id: int, *, ground: HidingGround, detail: str = ""
) -> Redaction:
    """Hide a document with its name; it stays for those who may read the original."""
    work.allow(policies.may_redact, file)
    document = _document(work, file, attachment_id)
    if document.hidden_reason:
        raise IllegalTransition("Cette pièce est déjà masquée.")
    document.hidden_reason = rules.reason_of(ground, detail, document.name)
    work.session.add(
        OriginalText(
            interpellation_id=file.id, part=f"document:{document.id}", text=SHOWN if document.public else "private"
        )
    )
    document.public = False
    return _hide(work, file, Hideable.DOCUMENT, document.hidden_reason, which=document.id)


def show_again(work: UnitOfWork, file: Interpellation, redaction_id: int, *, reason: str) -> None:
    """Show again what was hidden, for a public reason."""
    work.allow(policies.may_redact, file)
    standing = in_force(work, file)
    made = next((one for one in standing if one.id == redaction_id), None)
    if made is None:
        raise NotFound("Rien de tel n’est masqué dans ce dossier.")
    if not reason.strip():
        raise Invalid("Dites pourquoi.", errors=[{"pointer": "#/reason", "detail": "À remplir : ce motif est public."}])
    assert work.actor.person_id is not None
    made.lifted_at, made.lifted_reason, made.lifted_by_id = work.now(), reason.strip(), work.actor.person_id
    what, _, which = made.target.partition(":")
    if what == Hideable.NAME:
        file.publishes_name = True
    if what == Hideable.DOCUMENT:
        _show_document(work, file, int(which))
    apply(work, file, [one for one in standing if one is not made])
    work.record(PartShown(stream=file.stream, what=what, reason=made.lifted_reason))


def _hide(
    work: UnitOfWork, file: Interpellation, what: Hideable, reason: str, *, passage: str = "", which: int | None = None
) -> Redaction:
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


def _document(work: UnitOfWork, file: Interpellation, id: int) -> Attachment:
    document = work.session.get(Attachment, id)
    if document is None or document.interpellation_id != file.id:
        raise NotFound("Ce document n’est pas joint à cette interpellation.")
    return document


def _show_document(work: UnitOfWork, file: Interpellation, id: int) -> None:
    document = work.session.get(Attachment, id)
    kept = work.session.get_one(OriginalText, (file.id, f"document:{id}"))
    if document is not None:
        # None: its owner took it back while they corrected the question.
        document.hidden_reason, document.public = "", kept.text == SHOWN
    work.session.delete(kept)

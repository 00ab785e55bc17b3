"""The only writers of what is hidden from the public (I11)."""

from app.foundation.errors import Invalid, NotFound, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Attachment, Interpellation, Redaction
from app.interpellations.rules import redaction as rules
from app.interpellations.words import Hideable, HidingGround

from . import policies
from .applying import in_force
from .hiding import hide, hide_attachment, show
from .parts import parts_of


def hide_passage(
    work: UnitOfWork, file: Interpellation, *, passage: str, ground: HidingGround, detail: str = ""
) -> Redaction:
    """Hide a passage wherever the file has it, in what is written later too; the reason stands in its place."""
    work.allow(policies.may_redact, file)
    reason = rules.reason_of(ground, detail, passage)
    rules.check_passage(passage, [part.text for part in parts_of(work.session, file)])
    return hide(work, file, Hideable.PASSAGE, reason, passage=passage.strip())


def hide_question(work: UnitOfWork, file: Interpellation, *, ground: HidingGround, detail: str = "") -> Redaction:
    """Hide the whole question, its title and what it asks for."""
    work.allow(policies.may_redact, file)
    return hide(work, file, Hideable.QUESTION, rules.reason_of(ground, detail, ""))


def hide_name(work: UnitOfWork, file: Interpellation, *, ground: HidingGround, detail: str = "") -> Redaction:
    """Hide the name that the requester had asked to publish."""
    work.allow(policies.may_redact, file)
    if not file.publishes_name or file.body_id is not None:
        raise Refused("Le nom de la personne n’est pas public dans ce dossier.", rule="I11")
    reason = rules.reason_of(ground, detail, file.requester.family_name)
    file.publishes_name = False
    return hide(work, file, Hideable.NAME, reason)


def hide_document(
    work: UnitOfWork, file: Interpellation, attachment_id: int, *, ground: HidingGround, detail: str = ""
) -> Redaction:
    """Hide a document with its name; it stays for those who may read the original."""
    work.allow(policies.may_redact, file)
    document = _document(work, file, attachment_id)
    return hide_attachment(work, file, document, rules.reason_of(ground, detail, document.name))


def show_again(work: UnitOfWork, file: Interpellation, redaction_id: int, *, reason: str) -> None:
    """Show again what was hidden, for a public reason."""
    work.allow(policies.may_redact, file)
    standing = in_force(work, file)
    made = next((one for one in standing if one.id == redaction_id), None)
    if made is None:
        raise NotFound("Rien de tel n’est masqué dans ce dossier.")
    if not reason.strip():
        raise Invalid("Dites pourquoi.", errors=[{"pointer": "#/reason", "detail": "À remplir : ce motif est public."}])
    show(work, file, made, reason=reason.strip())


def _document(work: UnitOfWork, file: Interpellation, id: int) -> Attachment:
    document = work.session.get(Attachment, id)
    if document is None or document.interpellation_id != file.id:
        raise NotFound("Ce document n’est pas joint à cette interpellation.")
    return document

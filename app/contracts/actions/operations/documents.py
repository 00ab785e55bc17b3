"""Documents of an action: what is shown to everybody, or kept to the parties and the conference."""

from typing import Any

from sqlalchemy import select

from app.contracts.actions import policies
from app.contracts.actions.events import ActionDocumentAdded, ActionDocumentRemoved
from app.contracts.events import audience_of
from app.contracts.models import Action, ContractDocument
from app.foundation.errors import Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda.documents import CheckedFile
from app.sittings.files import forget_file, store_file


def add_contract_document(
    work: UnitOfWork, action: Action, *, file: CheckedFile, public: bool = True
) -> ContractDocument:
    """Join a checked file to an action."""
    work.allow(policies.may_document, action, action.contract)
    digest = store_file(work, file)
    same = select(ContractDocument.id).where(
        ContractDocument.action_id == action.id, ContractDocument.file_sha256 == digest
    )
    if work.session.scalar(same.limit(1)) is not None:
        raise Refused("Ce document est déjà joint à cette action.")
    document: ContractDocument = work.add(
        ContractDocument(
            contract_id=action.contract_id,
            action_id=action.id,
            name=file.name,
            file_sha256=digest,
            added_at=work.now(),
            added_by_id=work.actor.person_id,
            public=public,
        )
    )
    work.record(ActionDocumentAdded(**_said(action, document)))
    return document


def remove_contract_document(work: UnitOfWork, action: Action, document: ContractDocument) -> None:
    """Take a document back; the record keeps that it was there."""
    work.allow(policies.may_document, action, action.contract)
    work.record(ActionDocumentRemoved(**_said(action, document)))
    digest = document.file_sha256
    work.session.delete(document)
    work.session.flush()
    forget_file(work, digest)


def _said(action: Action, document: ContractDocument) -> dict[str, Any]:
    return {
        "stream": action.contract.stream,
        "audience": audience_of(action.contract.public and document.public),
        "action_id": action.id,
        "code": action.code,
        "title": action.title,
        "version": action.version,
        "document_id": document.id,
        "name": document.name,
        "sha256": document.file_sha256,
    }

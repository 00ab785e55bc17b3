"""The only writers of receipts and of how services are reached (I3)."""

import hashlib
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from app.conferences.rules.settings import Reglement
from app.contracts.concerned import conferences_concerned
from app.deadlines.words import length
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import day
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.events import DIRECTORY
from app.institutions.models import Institution
from app.interpellations.clock import deadlines
from app.interpellations.clock.places import day_for, today_for
from app.interpellations.models import Interpellation, Receipt, ServiceContact
from app.interpellations.rules.deadlines import rule_of
from app.interpellations.words import DeadlineKind
from app.notices.outbox import Attachment, send
from app.sittings.models import StoredFile

from . import policies
from .content import Contact, Mentions, paragraphs
from .events import InterpellationAcknowledged, ServiceContactSet
from .pdf import print_receipt


def acknowledge(work: UnitOfWork, file: Interpellation) -> Receipt:
    """Send the accusé de réception by e-mail with its PDF, and keep both."""
    work.allow(policies.may_acknowledge, file)
    if file.acknowledged_at is not None or file.number is None:
        raise IllegalTransition("L’accusé de réception est déjà parti." if file.number else "Ce n’est qu’un brouillon.")
    mentions = _mentions(work, file)
    printed = print_receipt(mentions, sent_on=day(today_for(work, file)))
    message = send(
        work,
        to=file.requester.email,
        subject=f"Accusé de réception de l’interpellation {file.number}",
        text=_letter(mentions),
        kind="interpellation.receipt",
        about=file.stream,
        attachments=[Attachment(name=f"accuse-{file.number}.pdf", media_type="application/pdf", content=printed)],
    )
    receipt: Receipt = work.add(
        Receipt(
            interpellation_id=file.id,
            sent_at=work.now(),
            content=mentions.to_json(),
            file_sha256=_store(work, printed),
            message_id=message.id,
        )
    )
    file.acknowledged_at = work.now()
    in_time = deadlines.meet(work, file, DeadlineKind.ACKNOWLEDGEMENT)
    work.record(
        InterpellationAcknowledged(stream=file.stream, number=file.number, in_time=in_time, sha256=receipt.file_sha256)
    )
    return receipt


def _mentions(work: UnitOfWork, file: Interpellation) -> Mentions:
    """Return what the receipt of a file says, or refuse: a receipt without a service to call is none."""
    contact = work.session.get(ServiceContact, file.service_id) if file.service_id else None
    if contact is None or file.service is None:
        raise Refused(
            "L’accusé de réception doit dire quel service est chargé du dossier, son adresse et son téléphone : "
            "complétez ses coordonnées.",
            rule="I3",
        )
    assert file.registered_at is not None
    assert file.number is not None
    conference = file.contract.conference
    reglement = Reglement.from_json(conference.reglement) if conference else Reglement()
    return Mentions(
        number=file.number,
        title=file.title,
        contract=file.contract.title,
        received_on=day_for(work.session, file, file.registered_at),
        contact=Contact(
            institution=file.service.name,
            service=contact.name,
            email=contact.email,
            phone=contact.phone,
            address=contact.address,
        ),
        secretariat=f"Le secrétariat de la {conference.name}" if conference else "Le secrétariat",
        answer_rule=length(rule_of(DeadlineKind.ANSWER, reglement)),
        silence_rejects_after=length(rule_of(DeadlineKind.ANSWER, Reglement())),
    )


def _letter(mentions: Mentions) -> str:
    parts = "\n\n".join(f"{title.upper()}\n{words}" for title, words in paragraphs(mentions))
    return (
        f"Bonjour,\n\nCe message est l’accusé de réception de votre interpellation {mentions.number}. "
        f"Gardez-le : il prouve votre dépôt.\n\n{parts}\n\n"
        f"Le dossier public : {{site}}/interpellations/{mentions.number}\n\nCotap\n"
    )


def _store(work: UnitOfWork, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    work.session.execute(
        insert(StoredFile)
        .values(sha256=digest, media_type="application/pdf", size=len(content), content=content)
        .on_conflict_do_nothing()
    )
    return digest


def set_contact(work: UnitOfWork, institution: Institution, **contact: Any) -> ServiceContact:
    """Say how the service of an institution is reached: name, email, phone, address."""
    work.allow(policies.may_set_contact, institution.id, conferences_concerned(work.session, institution.id))
    known: ServiceContact | None = work.session.get(ServiceContact, institution.id)
    if known is None:
        known = work.add(ServiceContact(institution_id=institution.id, **contact))
    for name, value in contact.items():
        setattr(known, name, value)
    work.record(ServiceContactSet(stream=DIRECTORY, institution_id=institution.id, institution=institution.name))
    return known

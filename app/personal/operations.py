"""The only writers of what is forgotten of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Delete, Update, delete, func, or_, select, update

from app.capacities import every_capacity
from app.foundation.database import Model
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Interpellation
from app.interpellations.words import InterpellationState
from app.moderation.operations import forget_reporters
from app.notices import outbox
from app.notices.mail import SITE
from app.notices.models import Message
from app.notices.words import MessageState
from app.people.endings import end_devices
from app.people.events import account_stream
from app.people.models import Person

from . import policies
from .archive import archive
from .events import AccountErased, DataExported, ErasureAnnounced
from .queries import ERASED, acted_in_office, announced_at, data_of, long_idle, references
from .register import NOTICE_OF_ERASURE, purpose_of


def export_data(work: UnitOfWork, person: Person) -> bytes:
    """Return everything kept of the person as an archive, and put on record that it was taken."""
    work.allow(policies.may_export_data, person.id, work.now())
    data = data_of(work.session, person)
    work.record(DataExported(stream=account_stream(person.id), tables=len(data)))
    return archive(data, work.now())


def erase_account(work: UnitOfWork, person: Person) -> None:
    """Forget the person: ways in, address, followings and drafts go; their name too, unless public archives hold it."""
    work.allow(policies.may_erase_account, person.id, work.now())
    if person.email.endswith(ERASED):
        raise IllegalTransition("Ce compte est déjà effacé.")
    if person.administrator:
        raise Refused("Un compte d’administration ne s’efface pas : faites d’abord retirer cette qualité.")
    if every_capacity(work.session, [person.id], work.today()).get(person.id):
        raise Refused(
            "Vous exercez une fonction ou un mandat. Le compte pourra être effacé quand son secrétariat y aura mis fin."
        )
    in_office = acted_in_office(work.session, person.id)
    end_devices(work, person)
    deleted = _delete_what_is_theirs(work, person)
    _forget_mails(work, person.email)
    person.email = f"compte-{person.id}{ERASED}"
    person.password_hash, person.disabled_at = None, work.now()
    person.seen_on, person.idle_since = None, None
    if not in_office:
        person.given_name, person.family_name, person.title = "Compte", "effacé", ""
    work.record(
        AccountErased(stream=account_stream(person.id), person_id=person.id, name_kept=in_office, deleted=deleted)
    )


def _delete_what_is_theirs(work: UnitOfWork, person: Person) -> dict[str, int]:
    """Delete the rows whose purpose ends with the account; return how many of each."""
    deleted: dict[str, int] = {}
    # Taken back or not: what never had a number never was public.
    never_filed = or_(Interpellation.state == InterpellationState.DRAFT, Interpellation.number.is_(None))
    draft = (Interpellation.requester_id == person.id, never_filed)
    deleted["drafts"] = _count(work, delete(Interpellation).where(*draft))
    for table, column in references():
        # Who invited somebody else has done an act: that row is the other person's.
        if purpose_of(table.name).forgotten and column.name == "person_id":
            deleted[table.name] = _count(work, delete(Model.metadata.tables[table.name]).where(column == person.id))
    hidden = update(Interpellation).where(Interpellation.requester_id == person.id).values(publishes_name=False)
    work.session.execute(hidden)
    # Supports stay, with the keyed digest of the address: one person, one support, whatever becomes of the account.
    return {name: rows for name, rows in deleted.items() if rows}


def _count(work: UnitOfWork, statement: Delete | Update) -> int:
    return cast("CursorResult[Any]", work.session.execute(statement)).rowcount


def _forget_mails(work: UnitOfWork, address: str) -> None:
    settled = select(Message).where(
        func.lower(Message.recipient) == address.lower(), Message.state != MessageState.WAITING
    )
    for message in work.session.scalars(settled):
        message.erase(work.now())


@dataclass(frozen=True, kw_only=True)
class Forgetting:
    """What an anonymisation does, or would do: accounts by identifier, never by name."""

    announced: Sequence[int]
    erased: Sequence[int]
    waiting: Sequence[int]
    """Idle accounts kept because a capacity still runs, or because the notice has not lasted long enough."""


def anonymise(work: UnitOfWork, *, dry: bool = False) -> Forgetting:
    """Announce, then erase, the accounts idle for too long; blank old reports of contents. `dry` only tells."""
    work.allow(policies.may_anonymise)
    idle = long_idle(work.session, work.today())
    running = every_capacity(work.session, [person.id for person in idle], work.today())
    free = [person for person in idle if person.id not in running]
    told = {person.id: announced_at(work.session, person.id) for person in free}
    ripe = [p for p in free if (at := told[p.id]) is not None and at <= work.now() - NOTICE_OF_ERASURE]
    new = [person for person in free if told[person.id] is None]
    if not dry:
        for person in new:
            _announce(work, person)
        for person in ripe:
            erase_account(work, person)
        forget_reporters(work)
    done = {person.id for person in (*new, *ripe)}
    return Forgetting(
        announced=[person.id for person in new],
        erased=[person.id for person in ripe],
        waiting=[person.id for person in idle if person.id not in done],
    )


def _announce(work: UnitOfWork, person: Person) -> None:
    days = NOTICE_OF_ERASURE // timedelta(days=1)
    outbox.send(
        work,
        to=person.email,
        subject="Votre compte sera effacé",
        text=(
            f"Bonjour {person.name},\n\nVous n’avez pas utilisé votre compte depuis trois ans. Il sera effacé dans "
            f"{days}\u00a0jours. Pour le garder, connectez-vous une fois\u00a0:\n{SITE}/connexion\n\n"
            f"Ce qui fait partie des archives publiques reste.\n\n–\nCotap, message automatique\n{SITE}\n"
        ),
        kind="account.erasure",
        about=account_stream(person.id),
    )
    work.record(ErasureAnnounced(stream=account_stream(person.id)))

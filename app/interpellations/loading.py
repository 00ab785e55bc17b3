"""How doors find a file: by what the address or the command says, locked when it is to change."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from app.contracts.models import Contract
from app.foundation.actors import Actor
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import UnitOfWork, require
from app.interpellations.models import Interpellation
from app.interpellations.policies import may_read_file
from app.interpellations.rules.numbers import read_number

MISSING = "Cette interpellation n’existe pas, ou n’est pas publique."


def file_of(work: UnitOfWork, id: int) -> Interpellation:
    """Return the file with its contract and parties, its row locked: changes of one file follow one another."""
    found = work.session.scalars(
        select(Interpellation)
        .where(Interpellation.id == id)
        .options(joinedload(Interpellation.contract).selectinload(Contract.parties))
        .with_for_update(of=Interpellation, key_share=True)
    ).one_or_none()
    if found is None:
        raise NotFound(MISSING)
    require(work.actor, may_read_file, found, hidden=MISSING)
    return found


def find_file(session: Session, actor: Actor, number: str, *options: ORMOption) -> Interpellation:
    """Return the file of a number, however it is typed, with its contract, action and service."""
    known = read_number(number)
    wanted = (
        select(Interpellation)
        .where(Interpellation.number == known)
        .options(
            joinedload(Interpellation.contract).joinedload(Contract.conference),
            joinedload(Interpellation.action),
            joinedload(Interpellation.service),
            *options,
        )
    )
    found = session.scalars(wanted).unique().one_or_none() if known else None
    if found is None:
        raise NotFound(MISSING)
    require(actor, may_read_file, found, hidden=MISSING)
    return found

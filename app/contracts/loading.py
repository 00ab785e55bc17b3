"""How doors find a contract or an action: by what the address or the command says, locked when it is to change."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from app.contracts.models import Action, Contract
from app.contracts.policies import may_read_contract
from app.foundation.actors import Actor
from app.foundation.errors import NotFound, OutOfDate
from app.foundation.unit_of_work import UnitOfWork, require

MISSING = "Ce contrat n’existe pas, ou n’est pas public."
MISSING_ACTION = "Cette action n’existe pas, ou son contrat n’est pas public."


def contract_of(work: UnitOfWork, id: int) -> Contract:
    """Return the contract with its parties, its row locked: changes of one contract follow one another."""
    # Without its key: actions and money that refer to the contract are not held up.
    found = work.session.get(
        Contract, id, with_for_update={"key_share": True}, options=[selectinload(Contract.parties)]
    )
    if found is None:
        raise NotFound(MISSING)
    require(work.actor, may_read_contract, found, hidden=MISSING)
    return found


def action_of(work: UnitOfWork, id: int) -> Action:
    """Return the action with its contract and the contract's parties, the action's row locked."""
    found = work.session.scalars(
        select(Action)
        .where(Action.id == id)
        .options(joinedload(Action.contract).selectinload(Contract.parties))
        .with_for_update(of=Action, key_share=True)
    ).one_or_none()
    if found is None:
        raise NotFound(MISSING_ACTION)
    require(work.actor, may_read_contract, found.contract, hidden=MISSING_ACTION)
    return found


def check_version(expected: int | None, current: int) -> None:
    """Refuse a change made on an older version; None: the client does not say which it saw."""
    if expected is not None and expected != current:
        raise OutOfDate(
            "Quelqu’un a modifié cet élément pendant votre saisie. Comparez avec sa version avant d’enregistrer.",
            current_version=current,
            expected_version=expected,
        )


def find_contract(session: Session, actor: Actor, slug: str, *options: ORMOption) -> Contract:
    """Return the contract of an address with its parties, scheme and conference, or raise `NotFound`."""
    if "\x00" in slug:
        raise NotFound(MISSING)
    loaded = (joinedload(Contract.parties), joinedload(Contract.scheme), joinedload(Contract.conference))
    query = select(Contract).where(Contract.slug == slug).options(*loaded, *options)
    found = session.scalars(query).unique().one_or_none()
    if found is None:
        raise NotFound(MISSING)
    require(actor, may_read_contract, found, hidden=MISSING)
    return found


def find_action(session: Session, actor: Actor, code: str, *options: ORMOption) -> Action:
    """Return the action of an address with its contract and parties, or raise `NotFound`."""
    if "\x00" in code:
        raise NotFound(MISSING_ACTION)
    found = (
        session.scalars(
            select(Action)
            .where(Action.code == code)
            .options(
                joinedload(Action.contract).options(selectinload(Contract.parties), joinedload(Contract.conference)),
                *options,
            )
        )
        .unique()
        .one_or_none()
    )
    if found is None:
        raise NotFound(MISSING_ACTION)
    require(actor, may_read_contract, found.contract, hidden=MISSING_ACTION)
    return found

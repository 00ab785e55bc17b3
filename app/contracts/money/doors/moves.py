"""`credits.propose_move`, `credits.consent`, `credits.refuse`."""

from flask_babel import gettext as _

from app.contracts.loading import contract_of
from app.contracts.models import CreditMove
from app.contracts.money.operations import moves
from app.foundation.commands import Answer, command
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import Cents, optional_id, owned, party_of, required_theme


class ProposeMove(Shape):
    """Credits to pass from a theme to another, and why."""

    contract_id = identifier()
    from_theme_id = identifier()
    to_theme_id = identifier()
    amount = Cents(required=True)
    reason = text(1000)


@command("credits.propose_move", ProposeMove)
def propose(  # noqa: PLR0917 - the fields of the shape, by their names
    work: UnitOfWork, contract_id: int, from_theme_id: int, to_theme_id: int, amount: int, reason: str
) -> Answer:
    """Propose that credits pass from a theme to another; the State's own decision is done at once."""
    contract = contract_of(work, contract_id)
    giving, receiving = (required_theme(work, contract, id) for id in (from_theme_id, to_theme_id))
    move = moves.propose_move(work, contract, giving=giving, receiving=receiving, cents=amount, reason=reason)
    return {"message": _outcome(move), "move_id": move.id, "moved": move.moved_at is not None}


class ConsentToMove(Shape):
    """A proposed move, and the party that consents; without one, the State decides."""

    move_id = identifier()
    party_id = optional_id()


@command("credits.consent", ConsentToMove)
def consent(work: UnitOfWork, move_id: int, party_id: int | None) -> Answer:
    """Consent to a move of credits in a collectivité's name, or decide it in the State's."""
    contract, move = owned(work, CreditMove, move_id)
    moves.consent_to_move(work, contract, move, party=party_of(contract, party_id))
    return {"message": _outcome(move), "moved": move.moved_at is not None}


class RefuseMove(ConsentToMove):
    """The same, with the reason."""

    reason = text(1000)


@command("credits.refuse", RefuseMove)
def refuse(work: UnitOfWork, move_id: int, party_id: int | None, reason: str) -> Answer:
    """Refuse a move of credits, with the reason."""
    contract, move = owned(work, CreditMove, move_id)
    moves.refuse_move(work, contract, move, party=party_of(contract, party_id), reason=reason)
    return {"message": _("Le mouvement est refusé. Les crédits restent où ils sont.")}


def _outcome(move: CreditMove) -> str:
    if move.moved_at is not None:
        return str(_("Les crédits sont déplacés. Le mouvement est au registre."))
    return str(_("Le mouvement est proposé. Il attend les consentements qui manquent."))

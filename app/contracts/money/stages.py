"""What may be done to the money of a contract at each stage of its life."""

from app.contracts.models import Contract, Rider
from app.contracts.rules.life import OPEN_TEXT, SIGNED_TEXT, STATE_WORDS
from app.contracts.words import RiderState
from app.foundation.errors import IllegalTransition


def check_open(contract: Contract, rider: Rider | None = None) -> None:
    """Refuse to write money into a text that is not open: a signed one changes by a rider in draft alone."""
    if contract.state in OPEN_TEXT and rider is None:
        return
    if contract.state in SIGNED_TEXT and rider is not None:
        if rider.contract_id == contract.id and rider.state is RiderState.DRAFT:
            return
        raise IllegalTransition("Cet avenant n’est plus en projet : ouvrez-en un autre.")
    if contract.state in SIGNED_TEXT:
        raise IllegalTransition(
            "Ce contrat est signé : ses thèmes et ses enveloppes ne se modifient que par un avenant. Ouvrez un "
            "avenant, puis inscrivez-y la nouvelle enveloppe."
        )
    raise IllegalTransition(f"Ce contrat est {STATE_WORDS[contract.state]} : ses enveloppes ne s’écrivent plus.")


def check_running(contract: Contract) -> None:
    """Refuse to move, delegate, commit or spend the credits of a contract that binds nobody."""
    if contract.state not in SIGNED_TEXT:
        raise IllegalTransition(
            f"Ce contrat est {STATE_WORDS[contract.state]} : ses crédits se déplacent, se délèguent et se dépensent "
            "entre la signature et la fin."
        )

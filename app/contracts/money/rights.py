"""What the person looking may do with the money of a contract: the same policies as the acts, for the forms to show."""

from dataclasses import dataclass

from app.contracts.models import Contract, ContractParty
from app.contracts.money import policies
from app.contracts.rules.life import OPEN_TEXT, SIGNED_TEXT
from app.contracts.words import Side
from app.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Rights:
    """The acts that are open to the person, at the contract's stage."""

    open: bool
    """The text is open: themes and envelopes are written."""
    running: bool
    """The text binds: credits move, are delegated and spent."""
    sides: tuple[Side, ...]
    envelopes: tuple[ContractParty, ...]
    any_funder: bool
    share: bool
    propose: bool
    decide: bool
    consents: tuple[ContractParty, ...]
    delegates: tuple[ContractParty, ...]
    evaluation: bool
    rates: bool

    @property
    def acts(self) -> bool:
        """Tell whether anything is open to the person."""
        return bool(self.sides or self.envelopes or self.propose or self.evaluation or self.rates or self.delegates)


def rights_of(actor: Actor, contract: Contract) -> Rights:
    """Return what the policies answer for this actor."""
    parties = contract.parties
    return Rights(
        open=contract.state in OPEN_TEXT,
        running=contract.state in SIGNED_TEXT,
        sides=tuple(
            side for side in (Side.STATE, Side.COLLECTIVITES) if policies.may_choose_theme(actor, contract, side)
        ),
        envelopes=tuple(p for p in parties if policies.may_record_envelope(actor, contract, p)),
        any_funder=policies.may_record_envelope(actor, contract, None),
        share=policies.may_share_between_places(actor, contract),
        propose=policies.may_propose_move(actor, contract),
        decide=policies.may_decide_state_move(actor, contract),
        consents=tuple(p for p in parties if policies.may_consent_for(actor, contract, p)),
        delegates=tuple(p for p in parties if policies.may_delegate(actor, contract, p)),
        evaluation=policies.may_spend_evaluation(actor, contract),
        rates=policies.may_fix_rate(actor, contract),
    )

"""Signature: each party in turn; with the last one the text is frozen, and nothing edits it any more."""

from datetime import date

from app.contracts.clauses.queries.content import content_of
from app.contracts.events import audience_of
from app.contracts.life import policies
from app.contracts.life.events import ContractSigned, PartySigned
from app.contracts.models import Contract, ContractParty, SignedText
from app.contracts.rules.life import Act, check_signed_on, check_transition
from app.contracts.rules.texts import digest
from app.foundation.errors import IllegalTransition
from app.foundation.french import day as in_words
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork

from .steps import make_public, move, require_complete


def sign_contract(
    work: UnitOfWork, contract: Contract, party: ContractParty, *, signatory: str, signed_on: date, place: str = ""
) -> SignedText | None:
    """Record a party's signature; the last one freezes the text, which is returned."""
    work.allow(policies.may_speak_for, contract, party)
    check_transition(contract.state, Act.SIGN)
    if party.signed_on is not None:
        raise IllegalTransition(
            f"{quoted(party.name)} a déjà signé le {in_words(party.signed_on)}.", state=contract.state.value
        )
    check_signed_on(signed_on, work.today())
    require_complete(work, contract, "être signé")
    party.signed_on, party.signatory = signed_on, signatory.strip()
    contract.signed_at_place = place.strip() or contract.signed_at_place
    left = sum(one.signed_on is None for one in contract.parties)
    work.record(
        PartySigned(
            stream=contract.stream,
            audience=audience_of(contract.public),
            party_id=party.id,
            name=party.name,
            signatory=party.signatory,
            signed_on=signed_on.isoformat(),
            left=left,
        )
    )
    return None if left else _freeze(work, contract)


def _freeze(work: UnitOfWork, contract: Contract) -> SignedText:
    contract.signed_on = max(party.signed_on for party in contract.parties if party.signed_on is not None)
    work.session.flush()
    content = content_of(work.session, contract)
    frozen: SignedText = work.add(
        SignedText(contract_id=contract.id, number=0, content=content, sha256=digest(content), frozen_at=work.now())
    )
    make_public(work, contract)
    move(work, contract, check_transition(contract.state, Act.SIGN))
    work.record(
        ContractSigned(
            stream=contract.stream,
            title=contract.title,
            signed_on=contract.signed_on.isoformat(),
            parties=[party.name for party in contract.parties],
            sha256=frozen.sha256,
        )
    )
    return frozen

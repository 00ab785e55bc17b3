"""Moves of credits between themes: proposed, consented to, done or refused (R15)."""

from app.contracts.events import audience_of
from app.contracts.models import Contract, ContractParty, CreditMove, Theme
from app.contracts.money import policies
from app.contracts.money.book import Book, open_book
from app.contracts.money.events import (
    ConferenceInformed,
    CreditsConsented,
    CreditsMoved,
    CreditsProposed,
    CreditsRefused,
)
from app.contracts.money.letters import tell_moved
from app.contracts.money.stages import check_running
from app.contracts.rules.consents import STATE, Needed, needed_for
from app.contracts.rules.ledger import check_move
from app.contracts.standing import for_state
from app.contracts.words import Side
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork

STATE_NAME, CONFERENCE_NAME = "État", "Conférence"


def propose_move(
    work: UnitOfWork, contract: Contract, *, giving: Theme, receiving: Theme, cents: int, reason: str
) -> CreditMove:
    """Propose that credits pass to another theme; it is done at once when whoever proposes decides alone."""
    work.allow(policies.may_propose_move, contract)
    check_running(contract)
    if giving.id == receiving.id:
        raise Refused("Les crédits passent d’un thème à un autre : choisissez deux thèmes.", rule="R15.1")
    book = open_book(work.session, contract, work.today())
    needed = needed_by(book, giving, receiving)
    _check(book, giving, cents)
    move: CreditMove = work.add(
        CreditMove(
            contract_id=contract.id,
            from_theme_id=giving.id,
            to_theme_id=receiving.id,
            amount_cents=cents,
            reason=reason.strip(),
            proposed_at=work.now(),
            proposed_by_id=work.actor.person_id,
            consents=_own_consents(work, contract, needed),
        )
    )
    _tell_proposed(work, book, move, needed)
    _move_when_agreed(work, book, move, needed)
    return move


def consent_to_move(work: UnitOfWork, contract: Contract, move: CreditMove, *, party: ContractParty | None) -> None:
    """Give a consent that the move needs: a collectivité's, or the State's decision (`party` None)."""
    book, needed = _awaiting(work, contract, move, party)
    move.consents = [*move.consents, _consent(work, party)]
    work.record(
        CreditsConsented(
            stream=contract.stream,
            audience=audience_of(contract.public),
            move_id=move.id,
            name=party.name if party else STATE_NAME,
            awaits=missing_names(book, move, needed),
        )
    )
    _move_when_agreed(work, book, move, needed)


def refuse_move(
    work: UnitOfWork, contract: Contract, move: CreditMove, *, party: ContractParty | None, reason: str
) -> None:
    """Refuse a move, with the reason: one refusal is enough, unanimity is not reached."""
    _awaiting(work, contract, move, party)
    name = party.name if party else STATE_NAME
    move.refused_at = work.now()
    move.refusal = f"{name} : {reason.strip()}"
    work.record(
        CreditsRefused(
            stream=contract.stream,
            audience=audience_of(contract.public),
            move_id=move.id,
            name=name,
            reason=reason.strip(),
        )
    )


def needed_by(book: Book, giving: Theme, receiving: Theme) -> Needed:
    """Return whose consents a move between two themes of the contract needs."""
    collectivites = [p.id for p in book.contract.parties if p.side is Side.COLLECTIVITES]
    return needed_for(giving.chosen_by, receiving.chosen_by, collectivites)


def given_to(move: CreditMove) -> list[int]:
    """Return who consented so far: parties' identifiers, or `STATE`."""
    return [consent["party_id"] or STATE for consent in move.consents]


def missing_names(book: Book, move: CreditMove, needed: Needed) -> list[str]:
    """Return the names of those whose consent is awaited."""
    names = {party.id: party.name for party in book.contract.parties} | {STATE: STATE_NAME}
    return [names[one] for one in needed.missing(given_to(move))]


def _awaiting(
    work: UnitOfWork, contract: Contract, move: CreditMove, party: ContractParty | None
) -> tuple[Book, Needed]:
    """Allow and check a consent or a refusal; return the accounts and whose consents are needed."""
    if party is None:
        work.allow(policies.may_decide_state_move, contract)
    else:
        work.allow(policies.may_consent_for, contract, party)
    check_running(contract)
    if move.moved_at is not None or move.refused_at is not None:
        raise IllegalTransition("Ce mouvement est déjà décidé. Le registre ne se récrit pas : proposez-en un autre.")
    book = open_book(work.session, contract, work.today())
    giving, receiving = book.theme(move.from_theme_id), book.theme(move.to_theme_id)
    assert giving is not None
    assert receiving is not None
    needed = needed_by(book, giving, receiving)
    who = party.id if party else STATE
    if who not in needed.missing(given_to(move)):
        raise Refused(
            "Ce consentement est déjà donné, ou ce mouvement ne le demande pas : c’est le thème qui donne qui décide.",
            rule=needed.rule,
        )
    return book, needed


def _own_consents(work: UnitOfWork, contract: Contract, needed: Needed) -> list[dict[str, object]]:
    if STATE in needed.consents:
        return [_consent(work, None)] if for_state(work.actor, contract) else []
    mine = [p for p in contract.parties if policies.may_consent_for(work.actor, contract, p)]
    return [_consent(work, party) for party in mine]


def _consent(work: UnitOfWork, party: ContractParty | None) -> dict[str, object]:
    name = party.name if party else STATE_NAME
    return {"party_id": party.id if party else None, "name": name, "on": work.today().isoformat()}


def _check(book: Book, giving: Theme, cents: int) -> None:
    account, share = book.account(giving), book.settings.fungibility_share
    check_move(account, cents, title=giving.title, share=share, delegated=book.delegated(giving))


def _move_when_agreed(work: UnitOfWork, book: Book, move: CreditMove, needed: Needed) -> None:
    if needed.missing(given_to(move)):
        return
    giving, receiving = book.theme(move.from_theme_id), book.theme(move.to_theme_id)
    assert giving is not None
    assert receiving is not None
    # Others may have moved credits since the proposal: the ceiling is checked when it counts.
    _check(book, giving, move.amount_cents)
    move.moved_at = work.now()
    _tell_moved(work, book.contract, move, needed, (giving.title, receiving.title))


def _tell_moved(
    work: UnitOfWork, contract: Contract, move: CreditMove, needed: Needed, titles: tuple[str, str]
) -> None:
    audience = audience_of(contract.public)
    work.record(
        CreditsMoved(
            stream=contract.stream,
            audience=audience,
            move_id=move.id,
            from_theme=titles[0],
            to_theme=titles[1],
            cents=move.amount_cents,
            rule=needed.rule,
            informs=[STATE_NAME] * needed.informs_state + [CONFERENCE_NAME] * needed.informs_conference,
            reason=move.reason,
        )
    )
    tell_moved(work, contract, move, needed, giving=titles[0], receiving=titles[1])
    if needed.informs_conference and contract.conference_id is not None:
        work.record(
            ConferenceInformed(
                stream=f"conference:{contract.conference_id}",
                audience=audience,
                contract_id=contract.id,
                title=contract.title,
                from_theme=titles[0],
                to_theme=titles[1],
                cents=move.amount_cents,
            )
        )


def _tell_proposed(work: UnitOfWork, book: Book, move: CreditMove, needed: Needed) -> None:
    titles = {theme.id: theme.title for theme in book.themes}
    work.record(
        CreditsProposed(
            stream=book.contract.stream,
            audience=audience_of(book.contract.public),
            move_id=move.id,
            from_theme=titles[move.from_theme_id],
            to_theme=titles[move.to_theme_id],
            cents=move.amount_cents,
            reason=move.reason,
            awaits=missing_names(book, move, needed),
        )
    )

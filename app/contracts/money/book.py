"""The accounts of one contract, as its operations and its pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.contracts.models import Contract, ContractParty, CreditMove, Delegation, Envelope, EnvelopeShare, Theme
from app.contracts.rules.delegations import Granted, held_on_theme
from app.contracts.rules.ledger import Account, Line, Move, Opening, account_of, lines_of, total_balance
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import EnvelopePurpose, RiderState, Side
from app.foundation.clock import local_date


@dataclass(frozen=True, kw_only=True)
class Book:
    """Themes, envelopes, moves and delegations of a contract, on a day."""

    contract: Contract
    settings: ContractSettings
    day: date
    themes: Sequence[Theme]
    recorded: Sequence[Envelope]
    """Every envelope ever recorded, drafts of riders and replaced ones included."""
    moves: Sequence[CreditMove]
    delegations: Sequence[Delegation]
    with_rider: int | None = None
    """A rider counted as if it were signed, to see what its signature would make of the accounts."""

    def counts(self, envelope: Envelope) -> bool:
        """Tell whether an envelope is in force: of the contract, or of a rider that is signed."""
        return counts(envelope) or (self.with_rider is not None and envelope.rider_id == self.with_rider)

    @property
    def envelopes(self) -> list[Envelope]:
        """Return the envelopes that count: of the contract or a signed rider, and not replaced by one."""
        replaced = {e.replaces_id for e in self.recorded if self.counts(e)}
        return [e for e in self.recorded if self.counts(e) and e.id not in replaced]

    @property
    def openings(self) -> list[Opening]:
        """Return what the text allots to each theme, riders as differences on the day they were signed."""
        by_id = {e.id: e for e in self.recorded}
        found: list[Opening] = []
        for envelope in filter(self.counts, self.recorded):
            on, label = self._since(envelope)
            found += _opening(envelope.theme_id, envelope.amount_cents, on, label)
            former = by_id.get(envelope.replaces_id or 0)
            if former is not None:
                found += _opening(former.theme_id, -former.amount_cents, on, label)
        return found

    @property
    def moved(self) -> list[Move]:
        """Return the moves that took place."""
        titles = {theme.id: theme.title for theme in self.themes}
        return [
            Move(
                from_theme_id=move.from_theme_id,
                to_theme_id=move.to_theme_id,
                cents=move.amount_cents,
                on=local_date(move.moved_at),
                label=f"De « {titles[move.from_theme_id]} » à « {titles[move.to_theme_id]} »",
            )
            for move in self.moves
            if move.moved_at is not None
        ]

    def account(self, theme: Theme) -> Account:
        """Return where a theme stands."""
        return account_of(theme.id, self.openings, self.moved, share=self.settings.fungibility_share)

    def lines(self, theme: Theme) -> list[Line]:
        """Return the account of a theme, line by line."""
        return lines_of(theme.id, self.openings, self.moved)

    @property
    def held_by_themes(self) -> int:
        """Return what all themes hold together."""
        return total_balance(self.openings, self.moved)

    @property
    def granted(self) -> list[Granted]:
        """Return the delegations as the rules read them."""
        return [as_granted(delegation) for delegation in self.delegations]

    def delegated(self, theme: Theme) -> int:
        """Return what is delegated of a theme today."""
        return held_on_theme(self.granted, theme.id, self.day)

    def brought_by(self, party: ContractParty, theme: Theme | None) -> int:
        """Return what a party brings to a theme, or to the whole contract without one."""
        return sum(
            e.amount_cents for e in self.envelopes if is_of(e, party) and (theme is None or e.theme_id == theme.id)
        )

    def delegated_by(self, party: ContractParty, theme: Theme | None) -> int:
        """Return what a party has delegated of it: of that theme alone, or of everything without one."""
        return sum(
            one.held(self.day)
            for one in self.granted
            if one.from_party_id == party.id and (theme is None or one.theme_id == theme.id)
        )

    def by_state(self, envelope: Envelope) -> bool:
        """Tell whether the State brings the envelope."""
        return any(is_of(envelope, party) for party in self.contract.parties if party.side is Side.STATE)

    @property
    def reserve(self) -> int:
        """Return what is reserved for evaluation (R19)."""
        return sum(e.amount_cents for e in self.envelopes if e.purpose is EnvelopePurpose.EVALUATION)

    def theme(self, id: int) -> Theme | None:
        """Return a theme of the contract."""
        return next((theme for theme in self.themes if theme.id == id), None)

    def _since(self, envelope: Envelope) -> tuple[date, str]:
        rider = envelope.rider
        what = f"{envelope.funder_name}, {envelope.year}" if envelope.year else envelope.funder_name
        if rider is not None:
            return rider.signed_on or self.day, f"Avenant n° {rider.number}, {what}"
        recorded_on = local_date(envelope.recorded_at)
        return min(self.contract.signed_on or recorded_on, recorded_on), f"Contrat, {what}"


def counts(envelope: Envelope) -> bool:
    """Tell whether an envelope is in force: recorded with the contract, or by a rider that is signed."""
    return envelope.rider is None or envelope.rider.state is RiderState.SIGNED


def is_of(envelope: Envelope, party: ContractParty) -> bool:
    """Tell whether a party brings an envelope: the same institution, or the same name where the directory has none."""
    if envelope.funder_id is not None:
        return envelope.funder_id == party.institution_id
    return envelope.funder_name == party.name


def as_granted(delegation: Delegation) -> Granted:
    """Return a delegation as the rules read it; a cancelled commitment is free again."""
    return Granted(
        cents=delegation.amount_cents,
        committed=sum(c.amount_cents for c in delegation.commitments if c.cancelled_on is None),
        starts_on=delegation.starts_on,
        ends_on=delegation.ends_on,
        theme_id=delegation.theme_id,
        from_party_id=delegation.from_party_id,
    )


def open_book(session: Session, contract: Contract, day: date) -> Book:
    """Return the accounts of a contract whose parties are loaded. Four reads, whatever it holds; no report."""
    of = {"contract_id": contract.id}
    shares = joinedload(Envelope.shares).joinedload(EnvelopeShare.place)
    return Book(
        contract=contract,
        settings=ContractSettings.from_json(contract.settings),
        day=day,
        themes=session.scalars(select(Theme).filter_by(**of).order_by(Theme.rank, Theme.id)).all(),
        recorded=session.scalars(
            select(Envelope)
            .filter_by(**of)
            .options(joinedload(Envelope.rider), joinedload(Envelope.theme), shares)
            .order_by(Envelope.id)
        )
        .unique()
        .all(),
        moves=session.scalars(select(CreditMove).filter_by(**of).order_by(CreditMove.id)).all(),
        delegations=session.scalars(
            select(Delegation).filter_by(**of).options(joinedload(Delegation.commitments)).order_by(Delegation.id)
        )
        .unique()
        .all(),
    )


def _opening(theme_id: int | None, cents: int, on: date, label: str) -> list[Opening]:
    # Credits without a theme are in no theme's account.
    return [] if theme_id is None else [Opening(theme_id=theme_id, cents=cents, on=on, label=label)]

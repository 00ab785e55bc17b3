"""What a rider's envelopes would make of the accounts: checked when it is signed."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.contracts.models import Contract, Rider
from app.contracts.money.book import Book, open_book
from app.contracts.rules.amounts import euros
from app.foundation.errors import Refused
from app.foundation.french import quoted


def check_rider_money(session: Session, contract: Contract, rider: Rider, day: date) -> None:
    """Refuse a rider that would take from a theme what has left it already, or from a party what it delegated."""
    book = replace(open_book(session, contract, day), with_rider=rider.id)
    _check_themes(book)
    for party in contract.parties:
        brought, delegated = book.brought_by(party, None), book.delegated_by(party, None)
        if delegated > brought:
            raise Refused(
                f"{party.name} a délégué {euros(delegated)} et n’apporterait plus que {euros(brought)}.", rule="R13.1"
            )


def _check_themes(book: Book) -> None:
    for theme in book.themes:
        balance, delegated = book.account(theme).balance, book.delegated(theme)
        if balance < delegated:
            raise Refused(
                f"Le thème {quoted(theme.title)} ne détiendrait plus que {euros(balance)}, dont {euros(delegated)} "
                "sont délégués : l’avenant lui retire des crédits qui l’ont déjà quitté.",
                rule="R15.4",
            )

"""R11: the themes of a State-collectivités contract, chosen half by each side. Pure.

The sides choose in turn: neither ever has more than its share of the themes chosen so far, rounded up. The
collectivités choose by an agreement recorded in a sitting; without one the State chooses all, and the record says so.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.contracts.words import Side
from app.foundation.errors import Refused
from app.foundation.french import count, number

SENTENCE = "Aucun accord sur les thèmes n’a été enregistré en séance : l’État a choisi seul ce thème (R11.3)."


@dataclass(frozen=True, kw_only=True)
class Menu:
    """The themes chosen so far, by side, and whether an agreement recorded in a sitting stands behind some."""

    state: int = 0
    collectivites: int = 0
    agreed: bool = False
    imposed: bool = False
    """Whether the State has chosen a theme without agreement."""


def check_choice(menu: Menu, side: Side, *, share: Fraction, agreement: bool, without_agreement: bool) -> None:
    """Refuse a choice that its side cannot make; `agreement` tells that a decision of a sitting is cited."""
    if side is Side.OTHER:
        raise Refused("Un thème est choisi par l’État ou par les collectivités.", rule="R11.1")
    if without_agreement:
        _check_imposed(menu, side, agreement)
        return
    if side is Side.COLLECTIVITES and not agreement:
        raise Refused(
            "Les collectivités choisissent leurs thèmes par un accord enregistré en séance : citez la décision de la "
            "conférence. Sans accord, l’État choisit tous les thèmes.",
            rule="R11.3",
        )
    if side is Side.COLLECTIVITES and menu.imposed:
        raise Refused(
            "L’État a choisi les thèmes seul, faute d’accord. Retirez d’abord les thèmes choisis ainsi.", rule="R11.3"
        )
    _check_turn(menu, side, share)


def _check_imposed(menu: Menu, side: Side, agreement: bool) -> None:
    if side is not Side.STATE:
        raise Refused("Sans accord enregistré en séance, seul l’État choisit les thèmes.", rule="R11.3")
    if agreement or menu.agreed:
        raise Refused(
            "Un accord sur les thèmes est enregistré en séance : l’État ne peut pas choisir seul au delà de sa part.",
            rule="R11.3",
        )


def _check_turn(menu: Menu, side: Side, share: Fraction) -> None:
    themes = menu.state + menu.collectivites + 1
    own = share if side is Side.STATE else 1 - share
    mine = (menu.state if side is Side.STATE else menu.collectivites) + 1
    if mine <= _rounded_up(own * themes):
        return
    chosen = f"choisi {mine - 1} des {count(themes - 1, 'thème')} du menu"
    rate = f"{number(own * 100)} %"
    if side is Side.STATE:
        words = f"L’État a {chosen} et {rate} lui reviennent : c’est aux collectivités de choisir."
    else:
        words = f"Les collectivités ont {chosen} et {rate} leur reviennent : c’est à l’État de choisir."
    raise Refused(words, rule="R11.1")


def imbalance(menu: Menu, share: Fraction) -> str | None:
    """Return why the menu cannot be signed as it stands; None when it can."""
    themes = menu.state + menu.collectivites
    if not themes:
        return "Aucun thème n’est choisi."
    if menu.imposed or abs(menu.state - share * themes) < 1:
        return None
    return (
        f"L’État a choisi {menu.state} des {count(themes, 'thème')} et les collectivités {menu.collectivites} : le "
        f"menu en veut {number(share * 100)} % de l’État."
    )


def _rounded_up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)

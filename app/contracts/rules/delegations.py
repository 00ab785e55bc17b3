"""R13: an envelope that a party delegates to another, and what the delegate commits on it. Pure; whole cents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.contracts.rules.amounts import euros
from app.foundation.errors import Refused
from app.foundation.french import day, quoted


@dataclass(frozen=True, kw_only=True)
class Granted:
    """A delegation as the rules read it."""

    cents: int
    committed: int
    starts_on: date
    ends_on: date | None = None
    theme_id: int | None = None
    from_party_id: int = 0

    def runs(self, on: date) -> bool:
        """Tell whether the delegate may commit on that day, the last one included."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)

    def held(self, on: date) -> int:
        """Return what it takes out of the envelope: all of it, and once it has ended what was committed."""
        ended = self.ends_on is not None and on > self.ends_on
        return self.committed if ended else self.cents

    @property
    def left(self) -> int:
        """Return what the delegate may still commit."""
        return self.cents - self.committed


def held_on_theme(delegations: Iterable[Granted], theme_id: int, on: date) -> int:
    """Return what is delegated of a theme on a day: it can be neither moved nor delegated again."""
    return sum(one.held(on) for one in delegations if one.theme_id == theme_id)


def check_grant(
    cents: int, *, envelope: int, delegated: int, theme_left: int | None, party: str, theme: str | None
) -> None:
    """Refuse a delegation beyond the party's envelope, or beyond what its theme still holds once moves are done.

    `envelope` is what the party itself brings (to the theme, or to the whole contract), `delegated` what it has
    already delegated of it; `theme_left` is the theme's balance less all that is delegated on it, None without theme.
    """
    where = f"pour le thème {quoted(theme)}" if theme else "au contrat"
    left = envelope - delegated
    if cents <= 0:
        raise Refused("Une délégation porte sur un montant positif.", rule="R13.1")
    if cents > left:
        raise Refused(
            f"{party} apporte {euros(envelope)} {where} et en a déjà délégué {euros(delegated)} : il reste "
            f"{euros(max(left, 0))} à déléguer et vous en déléguez {euros(cents)}.",
            rule="R13.1",
            left_cents=max(left, 0),
        )
    if theme_left is not None and cents > theme_left:
        raise Refused(
            f"Une fois comptés les mouvements et les délégations, le thème {quoted(theme or '')} ne détient plus "
            f"que {euros(max(theme_left, 0))} : il ne peut pas en déléguer {euros(cents)}.",
            rule="R13.1",
            left_cents=max(theme_left, 0),
        )


def check_commitment(delegation: Granted, cents: int, on: date) -> None:
    """Refuse a commitment outside the delegation's dates, or that would pass its amount (R13.2)."""
    if cents <= 0:
        raise Refused("Un engagement porte sur un montant positif.", rule="R13.2")
    if not delegation.runs(on):
        begins = f"à partir du {day(delegation.starts_on)}"
        ends = f" et jusqu’au {day(delegation.ends_on)}" if delegation.ends_on else ""
        raise Refused(f"Cette délégation court {begins}{ends} : rien ne s’y engage le {day(on)}.", rule="R13.1")
    if cents > delegation.left:
        raise Refused(
            f"Les engagements ne dépassent jamais le montant délégué : {euros(delegation.cents)} sont délégués, "
            f"{euros(delegation.committed)} sont engagés, il reste {euros(delegation.left)} et vous en engagez "
            f"{euros(cents)}.",
            rule="R13.2",
            left_cents=delegation.left,
        )

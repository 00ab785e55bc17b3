"""Powers to vote as the room shows them (S4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.sittings.models import ProxyGiven
from app.sittings.proxies.queries import state
from app.sittings.words import ProxyState


@dataclass(frozen=True, kw_only=True)
class PowerView:
    """A power that can serve in the sitting: who gave it, who carries it, what it is worth now."""

    id: int
    principal_seat_id: int
    principal_id: int
    principal: str
    institution: str
    holder_seat_id: int
    holder_id: int
    holder: str
    state: ProxyState

    @property
    def acting(self) -> bool:
        """Tell whether its holder can vote by it now."""
        return self.state is ProxyState.ACTING

    @property
    def suspended(self) -> bool:
        """Tell whether its principal is present."""
        return self.state is ProxyState.SUSPENDED


@dataclass(frozen=True, kw_only=True)
class PowersView:
    """Every power of the sitting, as a page asks for them."""

    all: tuple[PowerView, ...] = ()

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.all)

    def given_by(self, seat_id: int | None) -> PowerView | None:
        """Return the power that a seat gave."""
        return next((p for p in self.all if p.principal_seat_id == seat_id), None)

    def carried_by(self, seat_id: int | None) -> tuple[PowerView, ...]:
        """Return the powers that a seat carries."""
        return tuple(p for p in self.all if p.holder_seat_id == seat_id)

    def of_holder(self, person_id: int | None) -> tuple[PowerView, ...]:
        """Return the powers that a person carries."""
        return tuple(p for p in self.all if person_id is not None and p.holder_id == person_id)

    def of_principal(self, person_id: int | None) -> tuple[PowerView, ...]:
        """Return the powers that a person gave."""
        return tuple(p for p in self.all if person_id is not None and p.principal_id == person_id)

    @property
    def acting(self) -> int:
        """Return how many can be used now."""
        return sum(p.acting for p in self.all)

    @property
    def suspended(self) -> int:
        """Return how many sleep, their principal being present."""
        return sum(p.suspended for p in self.all)


def powers_view(powers: Iterable[ProxyGiven], present: Collection[int]) -> PowersView:
    """Return the powers in force, given the seats present."""
    return PowersView(
        all=tuple(
            PowerView(
                id=power.id,
                principal_seat_id=power.principal_seat_id,
                principal_id=power.principal_id,
                principal=power.principal.name,
                institution=power.principal_seat.institution.name,
                holder_seat_id=power.holder_seat_id,
                holder_id=power.holder_id,
                holder=power.holder.name,
                state=state(power, present),
            )
            for power in powers
        )
    )

"""The numbers of the rules for one contract: each has a default, the rule it serves and bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from app.conferences.rules.readers import FaultError, choice, part, whole
from app.conferences.rules.readers import read as read_fields

WEIGHTS: Final = ("cost", "count")
STRATA: Final = (30, 50, 70, 95)


def _rates(rule: str, label: str) -> Mapping[str, Any]:
    """Describe rising rates in whole percents."""

    def read(value: Any) -> tuple[int, ...]:
        listed = tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else ()
        whole_numbers = all(isinstance(rate, int) and not isinstance(rate, bool) for rate in listed)
        rising = whole_numbers and all(low < high for low, high in pairwise(listed))
        if not (2 <= len(listed) <= 10 and rising and listed[0] >= 0 and listed[-1] <= 100):
            raise FaultError("écrivez de deux à dix taux croissants, entre 0 et 100.")
        return listed

    return {"rule": rule, "label": label, "kind": "rates", "read": read, "write": list}


@dataclass(frozen=True, kw_only=True)
class ContractSettings:
    """The settings of one contract. What is absent has its default, that of the rule."""

    menu_state_share: Fraction = field(
        default=Fraction(1, 2), metadata=part("R11.1", "Part des thèmes choisis par l’État")
    )
    priority_share: Fraction = field(
        default=Fraction(1, 2), metadata=part("R12.2", "Part de l’État réservée à la géographie prioritaire")
    )
    fungibility_share: Fraction = field(
        default=Fraction(1, 4), metadata=part("R15.1", "Part d’un thème qui peut être déplacée vers d’autres")
    )
    midterm_share: Fraction = field(
        default=Fraction(1, 2), metadata=part("R16.1", "Part de la durée au bout de laquelle vient la revue")
    )
    urban_share: Fraction = field(
        default=Fraction(3, 4),
        metadata=part("R22", "Part maximale des territoires urbains quand d’autres sont prioritaires"),
    )
    strata: tuple[int, ...] = field(default=STRATA, metadata=_rates("R24.1", "Taux de cofinancement, en %"))
    failing_after_days: int = field(
        default=365, metadata=whole("R1.4", "Retard au-delà duquel une action est en défaut, en jours", 1, 3660)
    )
    milestone_failing_after_days: int = field(
        default=365,
        metadata=whole("R1.4", "Retard d’un jalon au-delà duquel l’action est en défaut, en jours", 1, 3660),
    )
    stale_after_days: int = field(
        default=365, metadata=whole("P2", "Délai sans nouvelle au-delà duquel on ne sait plus, en jours", 1, 3660)
    )
    progress_weight: str = field(
        default="cost", metadata=choice("R1.4", "Poids des actions dans l’avancement", WEIGHTS)
    )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ContractSettings":
        """Read stored or typed settings; raise `Invalid` naming every faulty field in French."""
        return cls(**read_fields(fields(cls), data, ())) if data else DEFAULTS

    def to_json(self) -> dict[str, Any]:
        """Return every setting in the form `from_json` reads; fractions are texts (`"1/4"`)."""
        return {f.name: f.metadata["write"](getattr(self, f.name)) for f in fields(self)}

    def changes(self) -> dict[str, Any]:
        """Return only the settings that differ from their default: what a contract stores."""
        usual = DEFAULTS.to_json()
        return {name: value for name, value in self.to_json().items() if value != usual[name]}

    @classmethod
    def describe(cls) -> list[dict[str, Any]]:
        """Return name, label, rule, kind, default and bounds of each setting, for a form to show."""
        usual = DEFAULTS.to_json()
        hidden = {"read", "write"}
        return [
            {"name": f.name, "default": usual[f.name], **{k: f.metadata[k] for k in f.metadata.keys() - hidden}}
            for f in fields(cls)
        ]


DEFAULTS: Final = ContractSettings()

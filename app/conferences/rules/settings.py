"""The règlement intérieur as typed settings: each has a default, the rule it serves and bounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from app.institutions.words import Level

from .readers import choice, level_seconds, part, whole, yes_no
from .readers import read as read_fields

BASES: Final = ("votes_cast", "present", "seats")
MAJORITIES: Final = ("simple", "absolute", "three_fifths", "two_thirds", "unanimity")


def no_quota() -> Mapping[Level, int]:
    """Return the quotas of a règlement that sets none."""
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Reglement:
    """The settings of one conference. What is absent has its default, the law’s numbers included."""

    max_seats: int = field(default=20, metadata=whole("R3.1", "Nombre maximal de sièges", 1, 200))
    max_seats_per_institution: int = field(
        default=2, metadata=whole("R3.2", "Nombre maximal de sièges par institution", 1, 10)
    )
    finalites_min: int = field(default=4, metadata=whole("R2.1", "Nombre minimal de finalités", 1, 20))
    finalites_max: int = field(default=5, metadata=whole("R2.1", "Nombre maximal de finalités", 1, 20))
    term_months: int = field(default=12, metadata=whole("R3.4", "Durée d’une présidence, en mois", 1, 72))
    prefect_sittings_per_year: int = field(
        default=1, metadata=whole("R3.7", "Séances par an en présence du préfet de région", 0, 52)
    )
    sitting_rhythm_days: int = field(
        default=183, metadata=whole("R3.8", "Délai maximal entre deux séances, en jours", 7, 732)
    )
    blocked_after_sittings: int = field(
        default=2, metadata=whole("R3.10", "Séances de suite sans quorum avant d’alerter le préfet", 1, 12)
    )
    convocation_clear_days: int = field(default=5, metadata=whole("S1", "Délai de convocation, en jours francs", 0, 60))
    urgent_clear_days: int = field(
        default=1, metadata=whole("S1", "Délai de convocation en urgence, en jours francs", 0, 60)
    )
    quorum: Fraction = field(
        default=Fraction(1, 2), metadata=part("S3", "Part des sièges votants exigée pour le quorum")
    )
    quorum_strict: bool = field(
        default=True,
        metadata=yes_no("S3", "Le quorum demande plus que cette part"),
    )
    reconvene_after_days: int = field(
        default=3, metadata=whole("S3", "Délai avant une seconde séance sans quorum exigé, en jours", 0, 60)
    )
    proxies_per_holder: int = field(default=1, metadata=whole("S4", "Nombre maximal de pouvoirs par membre", 0, 10))
    speaking_seconds: int = field(
        default=180, metadata=whole("S5", "Temps de parole par intervention, en secondes", 10, 7200)
    )
    speaking_warning_seconds: int = field(
        default=30, metadata=whole("S5", "Avertissement avant la fin du temps de parole, en secondes", 0, 600)
    )
    speaking_quotas: Mapping[Level, int] = field(
        default_factory=no_quota,
        hash=False,
        metadata=level_seconds("S5", "Temps de parole total par niveau, en secondes"),
    )
    least_spoken_first: bool = field(
        default=False, metadata=yes_no("S5", "Donner d’abord la parole à qui l’a eue le moins")
    )
    secretary_conducts: bool = field(
        default=True,
        metadata=yes_no("S5", "Le secrétariat conduit l’ordre du jour et la parole au nom de la présidence"),
    )
    ballot_base: str = field(default="votes_cast", metadata=choice("S7", "Base des scrutins", BASES))
    ballot_majority: str = field(default="simple", metadata=choice("S7", "Majorité des scrutins", MAJORITIES))
    casting_vote: bool = field(
        default=True, metadata=yes_no("S7", "Voix prépondérante de la présidence en cas d’égalité")
    )
    weighted_votes: bool = field(default=False, metadata=yes_no("S7", "Voix pondérées selon les sièges"))
    recorded_vote_share: Fraction = field(
        default=Fraction(1, 4), metadata=part("S7", "Part des présents qui peut demander un scrutin public")
    )
    secret_vote_share: Fraction = field(
        default=Fraction(1, 3), metadata=part("S8", "Part des présents qui peut demander un scrutin secret")
    )
    corrections_days: int = field(
        default=10, metadata=whole("S10", "Délai de correction du procès-verbal, en jours", 0, 90)
    )
    minutes_publication_days: int = field(
        default=7, metadata=whole("S10", "Délai de publication du procès-verbal adopté, en jours", 0, 60)
    )
    public_sittings: bool = field(default=True, metadata=yes_no("S11", "Séances publiques par défaut"))
    admissibility_days: int = field(
        default=15, metadata=whole("I4", "Examen de la recevabilité d’une interpellation, en jours", 1, 60)
    )
    answer_months: int = field(default=2, metadata=whole("I5", "Réponse à une interpellation, en mois", 1, 12))
    hearing_reply_months: int = field(
        default=1, metadata=whole("I7", "Suite donnée à une demande d’audition, en mois", 1, 12)
    )
    hearing_seconds: int = field(
        default=300, metadata=whole("I8", "Temps de parole garanti lors d’une audition, en secondes", 60, 3600)
    )
    support_meeting: int = field(
        default=50, metadata=whole("I6", "Soutiens qui ouvrent une rencontre avec des élus", 1, 1_000_000)
    )
    support_agenda: int = field(
        default=900, metadata=whole("I6", "Soutiens qui proposent l’ordre du jour de la conférence", 1, 1_000_000)
    )
    support_consultation: int = field(
        default=4500, metadata=whole("I6", "Soutiens qui proposent un débat sur une consultation", 1, 1_000_000)
    )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Reglement":
        """Read stored or typed settings; raise `Invalid` naming every faulty field in French."""
        return cls(**read_fields(fields(cls), data, DEPENDENCIES))

    def to_json(self) -> dict[str, Any]:
        """Return every setting in the form `from_json` reads; fractions are texts (`"1/4"`)."""
        return {f.name: f.metadata["write"](getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def describe(cls) -> list[dict[str, Any]]:
        """Return name, label, rule, kind, default and bounds of each setting, for a form to show."""
        usual = cls().to_json()
        hidden = {"read", "write"}
        return [
            {
                "name": f.name,
                "default": usual[f.name],
                **{k: f.metadata[k] for k in f.metadata.keys() - hidden},
            }
            for f in fields(cls)
        ]

    def changes(self) -> dict[str, Any]:
        """Return only the settings that differ from their default."""
        usual = Reglement().to_json()
        return {name: value for name, value in self.to_json().items() if value != usual[name]}


# (field, must not exceed this other field, the sentence when it does)
DEPENDENCIES: Final = (
    ("finalites_min", "finalites_max", "Le nombre minimal de finalités dépasse le nombre maximal."),
    (
        "urgent_clear_days",
        "convocation_clear_days",
        "Le délai d’urgence dépasse le délai ordinaire de convocation.",
    ),
    (
        "speaking_warning_seconds",
        "speaking_seconds",
        "L’avertissement viendrait avant le début de l’intervention.",
    ),
    ("support_meeting", "support_agenda", "Le seuil d’une rencontre dépasse celui de l’ordre du jour."),
    ("support_agenda", "support_consultation", "Le seuil de l’ordre du jour dépasse celui de la consultation."),
)

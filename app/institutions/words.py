"""The closed vocabularies of the directory, apart from the entities so that pure rules can use them."""

from enum import StrEnum


class Level(StrEnum):
    """The levels of collectivité that can chair a conference (DOMAIN.md glossary)."""

    REGION = "region"
    DEPARTEMENT = "departement"
    EPCI = "epci"
    COMMUNE = "commune"


class InstitutionKind(StrEnum):
    """What an institution is; only the first four have a level."""

    REGION = "region"
    DEPARTEMENT = "departement"
    EPCI = "epci"
    COMMUNE = "commune"
    SYNDICATE = "syndicate"
    STATE_SERVICE = "state_service"
    STATE_OPERATOR = "state_operator"
    PUBLIC_BODY = "public_body"
    CHAMBER = "chamber"
    ASSOCIATION = "association"
    COMPANY = "company"
    EUROPEAN_UNION = "european_union"
    OTHER = "other"

    @property
    def level(self) -> Level | None:
        """Return the level of collectivité, None for everybody else."""
        return next((level for level in Level if level.value == self.value), None)

"""The providers, and what is asked of each. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class ProviderName(StrEnum):
    """The identity providers this house knows how to speak to."""

    PROCONNECT = "proconnect"
    FRANCECONNECT = "franceconnect"


class Purpose(StrEnum):
    """Why somebody was sent to a provider."""

    SIGN_IN = "sign_in"
    LINK = "link"


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How one provider is spoken to, and of. Sources: the partners' documentation of each, version 2 of both."""

    label: str
    audience: str
    """Who may sign in with it, as the sign-in page says before anybody tries."""
    about: str
    """Address of the provider's own page for the public."""
    scope: str
    """The least that names a person: neither birth, nor gender, nor telephone is ever asked for."""
    level_in_claims: bool
    """Whether the level is asked for in `claims`; in `acr_values` otherwise. Anything undocumented is refused there."""
    family_names: tuple[str, ...]
    """The claims that may hold the family name, the preferred one first."""


MANNERS = {
    ProviderName.PROCONNECT: Manner(
        label="ProConnect",
        audience="Pour les élus et les agents publics, avec leur compte professionnel.",
        about="https://www.proconnect.gouv.fr/",
        scope="openid given_name usual_name email siret idp_id",
        level_in_claims=True,
        family_names=("usual_name",),
    ),
    ProviderName.FRANCECONNECT: Manner(
        label="FranceConnect",
        audience="Pour les citoyens, avec un compte qu’ils ont déjà : impôts, assurance maladie, La Poste…",
        about="https://franceconnect.gouv.fr/",
        scope="openid given_name family_name preferred_username email",
        level_in_claims=False,
        # The name in use, when the person has one, is how a citizen is called; the name at birth otherwise.
        family_names=("preferred_username", "family_name"),
    ),
}

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
    whom: str
    """The kind of person it is for, as a title."""
    audience: str
    """Who may sign in with it, as the sign-in page says before anybody tries."""
    about: str
    """Address of the provider's own page for the public."""
    scope: str
    """The least that names a person: neither birth, nor gender, nor telephone is ever asked for."""
    level_in_claims: bool
    """Whether the level is asked for in `claims`; in `acr_values` otherwise. Anything undocumented is refused there."""
    asks_again: bool
    """Whether it can be told to ask anew who comes: otherwise a return may come from a session of hours ago."""
    family_names: tuple[str, ...]
    """The claims that may hold the family name, the preferred one first."""


MANNERS = {
    ProviderName.PROCONNECT: Manner(
        label="ProConnect",
        whom="Élus et agents publics",
        audience="Avec le compte professionnel de votre collectivité ou de votre administration.",
        about="https://www.proconnect.gouv.fr/",
        scope="openid given_name usual_name email siret idp_id",
        level_in_claims=True,
        # Of `prompt` only `none` is documented there, and `max_age` is not kept.
        asks_again=False,
        family_names=("usual_name",),
    ),
    ProviderName.FRANCECONNECT: Manner(
        label="FranceConnect",
        whom="Citoyens",
        audience="Avec un compte que vous avez déjà : impôts, assurance maladie, La Poste…",
        about="https://franceconnect.gouv.fr/",
        scope="openid given_name family_name preferred_username email",
        level_in_claims=False,
        asks_again=True,
        # The name in use, when the person has one, is how a citizen is called; the name at birth otherwise.
        family_names=("preferred_username", "family_name"),
    ),
}

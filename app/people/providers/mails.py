"""What is written to an address that a provider attests. Pure."""

from dataclasses import dataclass

from app.notices.mail import SITE

from .rules import Attestation
from .words import MANNERS, ProviderName


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A message of plain text."""

    subject: str
    text: str


def code_mail(provider: ProviderName, attested: Attestation, code: str) -> Mail:
    """Return the message that carries the code to open an account."""
    label = MANNERS[provider].label
    return Mail(
        subject="Votre code pour ouvrir un compte",
        text=(
            f"Bonjour,\n\n{attested.name} ouvre un compte Cotap avec {label}, à cette adresse.\n\n"
            f"Code à recopier sur la page restée ouverte : {code[:4]} {code[4:]}\n\n"
            "Il sert une fois, pendant dix minutes. Ne le donnez à personne, ni par téléphone ni par message.\n"
            "Ce n’est pas vous ? Ne faites rien : sans ce code, aucun compte n’est ouvert.\n"
        ),
    )


def known_address_mail(provider: ProviderName, attested: Attestation) -> Mail:
    """Return the message to an address that already has an account."""
    label = MANNERS[provider].label
    return Mail(
        subject="Vous avez déjà un compte",
        text=(
            f"Bonjour,\n\n{attested.name} a voulu ouvrir un compte Cotap avec {label}, à cette adresse. Elle a déjà "
            "un compte : il n’y en aura pas de second.\n\n"
            f"C’est vous ? Connectez-vous d’abord à ce compte ({SITE}/connexion), puis reliez-lui {label} "
            "depuis la page « Mon compte ».\n"
            "Ce n’est pas vous ? Ne faites rien : rien n’a changé.\n"
        ),
    )


def linked_mail(provider: ProviderName) -> Mail:
    """Return the message to a person whose account has one more way in."""
    label = MANNERS[provider].label
    return Mail(
        subject=f"{label} est relié à votre compte",
        text=f"Bonjour,\n\nUne identité {label} ouvre désormais votre compte Cotap.\n\n{_NOT_YOU}",
    )


def unlinked_mail(provider: ProviderName) -> Mail:
    """Return the message to a person whose account has one way in less."""
    label = MANNERS[provider].label
    return Mail(
        subject=f"{label} n’est plus relié à votre compte",
        text=f"Bonjour,\n\nUne identité {label} n’ouvre plus votre compte Cotap.\n\n{_NOT_YOU}",
    )


_NOT_YOU = (
    f"Ce n’est pas vous ? Voyez vos identités et déconnectez tous vos appareils depuis votre compte :\n{SITE}/compte"
)

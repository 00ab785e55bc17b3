"""This site before each provider the operator configured."""

from app.config import Provider
from app.web.house import House

from .authority import Authority
from .protocol import Client
from .words import MANNERS, ProviderName


def configured(home: House) -> dict[ProviderName, Provider]:
    """Return the providers that the operator configured, the one for officials first."""
    known = {ProviderName.PROCONNECT: home.settings.proconnect, ProviderName.FRANCECONNECT: home.settings.franceconnect}
    return {name: provider for name, provider in known.items() if provider is not None}


def client_of(home: House, name: ProviderName) -> Client | None:
    """Return this site before a provider, None when it is not configured; what it publishes is kept by the process."""
    provider = configured(home).get(name)
    if provider is None:
        return None
    authorities: dict[Provider, Authority] = home.notes.setdefault("authorities", {})
    authority = authorities.setdefault(provider, Authority(provider, home.units.clock))
    return Client(
        authority=authority,
        manner=MANNERS[name],
        redirect_uri=f"{home.settings.public_url}/connexion/{name.value}/retour",
        clock=home.units.clock,
    )

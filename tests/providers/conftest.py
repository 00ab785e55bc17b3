"""Sign-in through a real provider on loopback."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import pytest
import requests
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.config import Provider
from app.people.models import Person
from app.people.providers.models import PersonIdentity
from app.people.providers.words import ProviderName
from tests.builders.world import World
from tests.providers.strict import StrictProvider

SITE = "http://127.0.0.1:8000"
PEOPLE = {
    "proconnect": {
        "sub": "pc-0123456789",
        "given_name": "Camille",
        "usual_name": "Factice",
        "email": "camille@exemple.invalid",
        "siret": "21590350100017",
        "idp_id": "71144ab3-ee1a-4401-b7b3-79b44f7daeeb",
        "uid": "1",
    },
    "franceconnect": {
        "sub": "fc-0123456789",
        "given_name": "Camille Andrée Lou",
        "family_name": "Naissance",
        "preferred_username": "Factice",
        "email": "camille@exemple.invalid",
        "gender": "female",
        "birthdate": "1990-01-01",
    },
}


@dataclass
class Trip:
    """A browser that goes to a provider and comes back."""

    client: FlaskClient
    provider: StrictProvider

    @property
    def kind(self) -> str:
        return self.provider.kind

    def go(self, **query: str) -> str:
        """Leave for the provider, and return its answer's address, before it is followed."""
        way = self.client.get(f"/connexion/{self.kind}", query_string=query)
        assert way.status_code == 303, way.text
        return self.answer(way.headers["Location"])

    def answer(self, way: str) -> str:
        said = requests.get(way, allow_redirects=False, timeout=60)
        assert said.status_code == 302, said.text
        return said.headers["Location"]

    def follow(self, address: str) -> TestResponse:
        parts = urlsplit(address)
        return self.client.get(f"{parts.path}?{parts.query}")

    def sign_in(self, **query: str) -> TestResponse:
        return self.follow(self.go(**query))

    @property
    def signed_in(self) -> bool:
        return self.client.get("/compte").status_code == 200


@pytest.fixture
def configure(home, monkeypatch) -> Callable[..., None]:
    """Tell the house of these providers, as an operator would."""
    home.notes.pop("authorities", None)

    def tell(*providers: StrictProvider) -> None:
        settings = {
            provider.kind: Provider(
                issuer=provider.issuer,
                client_id=provider.client_id,
                client_secret=provider.client_secret,
                algorithm=provider.algorithm,
                levels=("eidas1",)
                if provider.kind == "franceconnect"
                else ("eidas1", "eidas1-mfa", "eidas2", "eidas3"),
                signed_userinfo=provider.signed_userinfo,
            )
            for provider in providers
        }
        monkeypatch.setattr(home, "settings", replace(home.settings, **settings))

    return tell


@pytest.fixture
def strict(clock) -> Iterator[Callable[..., StrictProvider]]:
    """Start a strict provider."""
    started: list[StrictProvider] = []

    def start(kind: str, **more: object) -> StrictProvider:
        provider = StrictProvider(
            kind=kind, site=SITE, now=lambda: clock().timestamp(), person=dict(PEOPLE[kind]), **more
        )
        started.append(provider.__enter__())
        return provider

    yield start
    for provider in started:
        provider.__exit__()


@pytest.fixture(params=["proconnect", "franceconnect"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def provider(kind, strict, configure) -> StrictProvider:
    provider = strict(kind)
    configure(provider)
    return provider


@pytest.fixture
def trip(client, provider) -> Trip:
    return Trip(client, provider)


def link_to(world: World, person: Person, provider: StrictProvider) -> Person:
    """Link the person of a provider to an account."""
    world.add(
        PersonIdentity(
            provider=ProviderName(provider.kind),
            subject=provider.person["sub"],
            person_id=person.id,
            linked_at=world.clock(),
            last_used_at=world.clock(),
            level="eidas1",
        )
    )
    return person


@pytest.fixture
def linked(world, provider) -> Person:
    """An account to which the provider's person is linked."""
    person = world.person(email="compte@exemple.invalid", given_name="Camille", family_name="Factice")
    return link_to(world, person, provider)

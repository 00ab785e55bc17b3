"""Identities linked to accounts, and passages through a provider that are not over."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model, Word

from .words import ProviderName, Purpose


class PersonIdentity(Model):
    """A person as a provider knows them: its identifier for them, and nothing that the account already says."""

    __tablename__ = "person_identities"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    provider: Mapped[ProviderName] = mapped_column(Word(ProviderName))
    subject: Mapped[str] = mapped_column(repr=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    linked_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    level: Mapped[str]
    """The level of assurance (`acr`) of the last sign-in."""
    idp_id: Mapped[str] = mapped_column(default="")
    """ProConnect gives the same person another identifier through another identity provider: this says which."""
    siret: Mapped[str] = mapped_column(default="")
    """The organisation that answers for the person, when the provider says it."""

    __table_args__ = (UniqueConstraint("provider", "subject"),)


class Passage(Model):
    """Somebody sent to a provider: what must come back, then what waits to be decided, then how to end it there."""

    __tablename__ = "provider_passages"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    provider: Mapped[ProviderName] = mapped_column(Word(ProviderName))
    purpose: Mapped[Purpose] = mapped_column(Word(Purpose))
    state_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    browser_digest: Mapped[str] = mapped_column(index=True, repr=False)
    """Only the browser that left may come back: it alone holds the key that this is the digest of."""
    nonce: Mapped[str] = mapped_column(repr=False)
    next_page: Mapped[str]
    started_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    """Who asked for the link, then who was signed in."""
    returned_at: Mapped[datetime | None] = mapped_column(default=None)
    attested: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), default=None, repr=False)
    """What the provider said of somebody who has no account here, until they decide."""
    code_digest: Mapped[str | None] = mapped_column(default=None, repr=False)
    """Of the code sent to the attested address, which the person types in the browser they came by."""
    code_tries: Mapped[int] = mapped_column(default=0)
    id_token: Mapped[str | None] = mapped_column(default=None, repr=False)
    """By which the session at the provider can be ended."""
    leaving_digest: Mapped[str | None] = mapped_column(default=None, unique=True, repr=False)

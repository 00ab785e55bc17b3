"""Persons, the devices where they are signed in and the links that bring them in."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model, Word

from .words import Ceremony, LinkPurpose, Proof


class Person(Model):
    """Somebody who can sign in. A mandate, never the account, says what they may do."""

    __tablename__ = "persons"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    given_name: Mapped[str]
    family_name: Mapped[str]
    email: Mapped[str]
    created_at: Mapped[datetime]
    title: Mapped[str] = mapped_column(default="")
    """How the person is addressed in minutes: « Mme la présidente du conseil départemental »."""
    password_hash: Mapped[str | None] = mapped_column(default=None, repr=False)
    administrator: Mapped[bool] = mapped_column(default=False)
    demo: Mapped[bool] = mapped_column(default=False)
    session_generation: Mapped[int] = mapped_column(default=1)
    """Raised to sign the person out everywhere: what was proved before, and not yet used, is worth nothing."""
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)
    seen_on: Mapped[date | None] = mapped_column(default=None)
    """The last day on which the person used their account: a day, not an hour."""
    idle_since: Mapped[date | None] = mapped_column(default=None)
    """That day, once a year has passed without a visit."""

    __table_args__ = (Index("uq_persons_email", text("lower(email)"), unique=True),)

    @property
    def name(self) -> str:
        """Return the name as people say it."""
        return f"{self.given_name} {self.family_name}"


class Invitation(Model):
    """A personal link, usable once, kept only as a digest."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class PersonalLink(Model):
    """A link sent to an address, usable once and for a short while, kept only as a digest."""

    __tablename__ = "personal_links"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    purpose: Mapped[LinkPurpose] = mapped_column(Word(LinkPurpose))
    email: Mapped[str]
    token_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    suite: Mapped[str] = mapped_column(default="/")
    """The page the person was going to."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True, default=None)
    generation: Mapped[int | None] = mapped_column(default=None)
    """That of the person when it was sent: signing out everywhere makes it worthless."""
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class AddressChange(Model):
    """A new address for an account: it counts once both addresses have confirmed it."""

    __tablename__ = "address_changes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    email: Mapped[str]
    new_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    former_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    new_confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    former_confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)

    def confirm(self, token_digest: str, at: datetime) -> bool:
        """Note which address has confirmed; tell whether both have now."""
        if token_digest == self.new_digest:
            self.new_confirmed_at = self.new_confirmed_at or at
        else:
            self.former_confirmed_at = self.former_confirmed_at or at
        return self.new_confirmed_at is not None and self.former_confirmed_at is not None


class Device(Model):
    """A browser where a person is signed in. Its cookie holds the key, the row its digest; no address is kept."""

    __tablename__ = "devices"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    key_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    proof: Mapped[Proof] = mapped_column(Word(Proof))
    agent: Mapped[str]
    """The browser and the system in words: « Firefox sur Windows »."""
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    proved_at: Mapped[datetime]
    """When the person last showed who they are: what is sensitive asks for it to be recent."""
    second_factor: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class CodesApplication(Model):
    """The application that gives a person their codes. Its secret is sealed; it counts once a code has been tried."""

    __tablename__ = "codes_applications"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True, autoincrement=False)
    sealed_secret: Mapped[str] = mapped_column(repr=False)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    last_step: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """The half-minute of the last code accepted: a code serves once."""


class RecoveryCode(Model):
    """A code for the day when the other factors are lost, usable once, kept only as a digest."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    code_digest: Mapped[str] = mapped_column(unique=True, repr=False)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)


class Passkey(Model):
    """A key that a telephone, a computer or a token keeps for the person: nothing secret is here."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True, repr=False)
    public_key: Mapped[bytes] = mapped_column(LargeBinary, repr=False)
    name: Mapped[str]
    created_at: Mapped[datetime]
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)


class Challenge(Model):
    """What a passkey must sign: asked for once, for one purpose, for a few minutes."""

    __tablename__ = "challenges"

    value_digest: Mapped[str] = mapped_column(primary_key=True)
    ceremony: Mapped[Ceremony] = mapped_column(Word(Ceremony))
    expires_at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None)


class ThrottledKey(Model):
    """How often something was tried (`app/foundation/throttle.py`). Unlogged: it may be forgotten."""

    __tablename__ = "throttles"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    free_at: Mapped[datetime]
    forget_at: Mapped[datetime]

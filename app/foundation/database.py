"""The declarative base, the column types and the engine. PostgreSQL only."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    Integer,
    MetaData,
    Text,
    TypeDecorator,
    create_engine,
    func,
    literal,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, MappedAsDataclass, Session, sessionmaker

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """A point in time, always aware, stored and read in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse naive datetimes: a time without a zone is a bug."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a datetime without a time zone cannot be stored")
        return value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give back UTC whatever the connection's zone."""
        return None if value is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A StrEnum stored as its readable value, so that a dump can be read by a person."""

    impl = Text
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: StrEnum | str | None, _dialect: Dialect) -> str | None:
        """Store the value; an unknown word is refused here."""
        return None if value is None else self.enum(value).value

    def process_result_value(self, value: str | None, _dialect: Dialect) -> StrEnum | None:
        """Give back the enum member."""
        return None if value is None else self.enum(value)


class Model(MappedAsDataclass, DeclarativeBase, kw_only=True, repr=False):
    """Base of every entity: a dataclass, so that its defaults exist before it is stored."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant(), dict[str, Any]: JSONB, list[Any]: JSONB, str: Text()}


def among(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None] | ColumnElement[int], ids: Sequence[int]
) -> ColumnElement[bool]:
    """Return the condition that the column is one of these; one statement whatever their number, unlike `IN`."""
    return column == func.any(literal(list(ids), ARRAY(Integer)))


def make_engine(url: str, *, pool_size: int = 12, asks_first: bool = True) -> Engine:
    """Return an engine on psycopg 3; the pool waits rather than opening without bound.

    Whoever `asks_first` is given no connection that died meanwhile, for one more exchange each time.
    """
    return create_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=pool_size,
        max_overflow=4,
        pool_timeout=20,
        pool_pre_ping=asks_first,
        # An error would quote what was being written: names, addresses.
        hide_parameters=True,
    )


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Return the session factory; objects stay readable after commit because doors serialise then."""
    return sessionmaker(engine, expire_on_commit=False)

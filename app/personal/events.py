"""Facts about personal data, never public: identifiers and words of the house only."""

from dataclasses import dataclass
from typing import ClassVar

from app.foundation.facts import BUREAU, Fact


@dataclass(frozen=True, kw_only=True)
class DataExported(Fact):
    """The person took their data away."""

    kind: ClassVar[str] = "account.data_exported"
    audience: str = BUREAU
    tables: int


@dataclass(frozen=True, kw_only=True)
class AccountErased(Fact):
    """What was kept of the person was forgotten, but for what law obliges to keep."""

    kind: ClassVar[str] = "account.erased"
    changes_rights: ClassVar[bool] = True
    audience: str = BUREAU
    person_id: int
    name_kept: bool
    deleted: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class ErasureAnnounced(Fact):
    """The person of an idle account was written to: it will be erased."""

    kind: ClassVar[str] = "account.erasure_announced"
    audience: str = BUREAU

"""Everything that can go wrong by rule: a slug, a French title, a status, members.

The doors turn these into RFC 9457 problems or pages (`app/web/problems.py`); nothing here knows HTTP libraries.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True)
class Denied:
    """Which policy said no, in what words, about what: names and identifiers only, fit for the record."""

    policy: str
    sentence: str
    subjects: tuple[str, ...] = ()


class DomainError(Exception):
    """A refusal with words for the person refused."""

    slug: ClassVar[str] = "refused"
    title: ClassVar[str] = "Cette action n’est pas possible"
    status: ClassVar[int] = 422
    denied: Denied | None = None
    """Set when it is a policy that said no: the record tells of it, the person refused reads `detail` alone."""

    def __init__(self, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.members = members

    def because(self, denied: Denied) -> Self:
        """Say which policy it comes from."""
        self.denied = denied
        return self


class Refused(DomainError):
    """A rule says no. `rule` names it (`R3.2`)."""

    def __init__(self, detail: str, *, rule: str | None = None, **members: Any) -> None:
        super().__init__(detail, **({"rule": rule} if rule else {}), **members)


class Invalid(DomainError):
    """What was typed cannot be read. `errors` lists `{pointer, detail}`."""

    slug = "invalid"
    title = "Des informations sont à corriger"


class IllegalTransition(DomainError):
    """The object is not in a state that allows this."""

    slug = "illegal-transition"
    title = "L’état actuel ne le permet pas"
    status = 409


class OutOfDate(DomainError):
    """Somebody changed it meanwhile. `current_version` tells the newer one."""

    slug = "out-of-date"
    title = "Une version plus récente existe"
    status = 409


class NotSignedIn(DomainError):
    """The act needs a person and nobody is signed in."""

    slug = "not-signed-in"
    title = "Connexion nécessaire"
    status = 401


class NotAllowed(DomainError):
    """A policy says no; the detail is the policy's own sentence."""

    slug = "not-allowed"
    title = "Vous n’avez pas ce droit"
    status = 403


class NotFound(DomainError):
    """There is no such thing, or not for this person."""

    slug = "not-found"
    title = "Introuvable"
    status = 404


class TooMany(DomainError):
    """Too many requests; `retry_after` is in seconds."""

    slug = "too-many"
    title = "Trop de demandes"
    status = 429

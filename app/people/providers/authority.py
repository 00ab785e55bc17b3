"""What a provider publishes of itself: its addresses and its keys, fetched from the configured issuer alone, and kept.

A provider that changes its keys is asked again when a signature is not recognised, at most once a minute: whoever
sends bad signatures cannot make us call it without end.
"""

import json
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.config import Provider
from app.foundation.clock import Clock
from app.foundation.fetching import Unreachable, fetch, origin_of

from .faults import Fault

KEPT = timedelta(hours=1)
KEPT_WHEN_SILENT = timedelta(hours=24)
"""How long what is known serves while the provider does not answer."""
ASKED_AGAIN_AFTER = timedelta(minutes=1)
TRIED_AGAIN_AFTER = timedelta(seconds=10)
"""While nothing is known of it: nobody waits in line for a machine that is down."""


class Distrusted(Exception):
    """What came cannot be trusted, or nothing came. `fault` is for the person, the message for the log."""

    def __init__(self, fault: Fault, why: str) -> None:
        super().__init__(why)
        self.fault = fault


@dataclass(frozen=True, kw_only=True)
class Published:
    """The addresses and the keys, as they were at a moment."""

    authorization: str
    token: str
    userinfo: str
    end_session: str
    names_issuer: bool
    """Whether it says who it is in its returns (RFC 9207)."""
    keys: KeySet
    at: datetime


class Authority:
    """One provider, as this process knows it."""

    def __init__(self, provider: Provider, clock: Clock) -> None:
        self.provider = provider
        self.origin = origin_of(provider.issuer)
        self._clock = clock
        self._known: Published | None = None
        self._not_before: datetime | None = None
        self._lock = threading.Lock()

    def published(self) -> Published:
        """Return what is known, fetched when it is missing or old; raise `Distrusted` when there is nothing usable."""
        with self._lock:
            known = self._known
            if known is None or self._clock() - known.at >= KEPT:
                known = self._refresh(known)
            return known

    def _refresh(self, known: Published | None) -> Published:
        now = self._clock()
        if self._not_before is not None and now < self._not_before:
            if known is None:
                raise Distrusted(Fault.UNREACHABLE, "discovery: it did not answer a moment ago")
            return known
        self._not_before = now + (ASKED_AGAIN_AFTER if known else TRIED_AGAIN_AFTER)
        try:
            self._known = self._fetch(now)
        except (Unreachable, Distrusted) as fault:
            if known is not None and now - known.at < KEPT_WHEN_SILENT:
                return known
            if isinstance(fault, Distrusted):
                raise
            raise Distrusted(Fault.UNREACHABLE, f"discovery: {fault}") from fault
        return self._known

    def _fetch(self, now: datetime) -> Published:
        document = self._json(f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
        if document.get("issuer") != self.provider.issuer:
            raise Distrusted(Fault.UNTRUSTED, "discovery names another issuer")
        try:
            keys = KeySet.import_key_set(self._json(self._address(document, "jwks_uri")))  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError, TypeError) as fault:
            raise Distrusted(Fault.UNTRUSTED, f"keys: {type(fault).__name__}") from fault
        return Published(
            authorization=self._address(document, "authorization_endpoint"),
            token=self._address(document, "token_endpoint"),
            userinfo=self._address(document, "userinfo_endpoint"),
            end_session=self._address(document, "end_session_endpoint") if "end_session_endpoint" in document else "",
            names_issuer=document.get("authorization_response_iss_parameter_supported") is True,
            keys=keys,
            at=now,
        )

    def _json(self, url: str) -> dict[str, Any]:
        answer = fetch(url, origin=self.origin, headers={"Accept": "application/json"})
        if answer.status != 200:
            raise Unreachable(f"status {answer.status}")
        try:
            document = json.loads(answer.body)
        except ValueError as fault:
            raise Distrusted(Fault.UNTRUSTED, "discovery is not JSON") from fault
        if not isinstance(document, dict):
            raise Distrusted(Fault.UNTRUSTED, "discovery is not an object")
        return document

    def _address(self, document: dict[str, Any], name: str) -> str:
        address = document.get(name)
        if not isinstance(address, str) or origin_of(address) != self.origin:
            raise Distrusted(Fault.UNTRUSTED, f"{name} is not at the issuer's own place")
        return address

    def read_signed(self, token: str) -> jwt.Token:
        """Return the token if a key of the provider signed it in the manner agreed; raise `Distrusted` otherwise."""
        for keys in self._key_sets():
            try:
                return jwt.decode(token, keys, algorithms=[self.provider.algorithm])
            except (JoseError, ValueError) as fault:
                why = type(fault).__name__
        raise Distrusted(Fault.UNTRUSTED, f"signature: {why}")

    def _key_sets(self) -> Any:
        """Yield the keys known, then those of now if the provider can be asked again."""
        known = self.published()
        yield known.keys
        with self._lock:
            renewed = self._refresh(known)
        if renewed is not known:
            yield renewed.keys

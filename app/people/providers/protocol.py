"""The authorization code flow with one provider: where to send the person, and what their return proves.

Authlib builds requests and reads claims, joserfc checks signatures; what is sent is what each provider documents and
nothing else, for they refuse the rest.
"""

import hmac
import json
from dataclasses import dataclass
from typing import Any

from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from app.foundation.clock import Clock
from app.foundation.fetching import Fetched, Unreachable, fetch

from .authority import Authority, Distrusted
from .faults import Fault, fault_of
from .rules import Attestation, attestation, is_subject
from .words import Manner

LEEWAY = 60
"""Seconds by which two machines' clocks may differ."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What a finished sign-in proves, and the token by which it can be ended at the provider."""

    attestation: Attestation
    id_token: str


@dataclass(frozen=True, kw_only=True)
class Client:
    """This site before one provider."""

    authority: Authority
    manner: Manner
    redirect_uri: str
    clock: Clock

    def way_in(self, *, state: str, nonce: str, again: bool = False) -> str:
        """Return the address of the provider's sign-in page; `again` asks who comes to sign in anew over there."""
        provider = self.authority.provider
        if self.manner.level_in_claims:
            wanted = {"acr": {"essential": True, "values": list(provider.levels)}}
            level = {"claims": json.dumps({"id_token": wanted}, separators=(",", ":"))}
        else:
            level = {"acr_values": " ".join(provider.levels)}
        address: str = prepare_grant_uri(
            self.authority.published().authorization,
            provider.client_id,
            "code",
            redirect_uri=self.redirect_uri,
            scope=self.manner.scope,
            state=state,
            nonce=nonce,
            prompt="login" if again and self.manner.asks_again else None,
            **level,
        )
        return address

    def way_out(self, *, id_token: str, state: str, come_back_to: str) -> str:
        """Return the address that ends the provider's session, empty when it has none."""
        end = self.authority.published().end_session
        if not end:
            return ""
        asked = [("id_token_hint", id_token), ("state", state), ("post_logout_redirect_uri", come_back_to)]
        address: str = add_params_to_uri(end, asked)
        return address

    def redeem(self, *, code: str, nonce: str, issuer: str | None) -> Proof:
        """Turn a code into a proof of who came; raise `Distrusted` when anything is missing or does not agree."""
        published = self.authority.published()
        if (issuer is not None or published.names_issuer) and issuer != self.authority.provider.issuer:
            raise Distrusted(Fault.UNTRUSTED, "the return names another issuer")
        tokens = self._tokens(published.token, code)
        claims = self._id_claims(tokens["id_token"], nonce=nonce, access_token=tokens["access_token"])
        said = self._userinfo(published.userinfo, tokens["access_token"], subject=claims["sub"])
        person = attestation(self.manner, said, subject=claims["sub"], level=claims["acr"])
        return Proof(attestation=person, id_token=tokens["id_token"])

    def _tokens(self, endpoint: str, code: str) -> dict[str, str]:
        provider = self.authority.provider
        form = prepare_token_request(
            "authorization_code",
            redirect_uri=self.redirect_uri,
            code=code,
            client_id=provider.client_id,
            client_secret=provider.client_secret,
        )
        answer = self._ask(endpoint, form=form)
        tokens = _object(answer.body)
        if answer.status != 200:
            error = tokens.get("error")
            raise Distrusted(fault_of(error if isinstance(error, str) else ""), f"token: {answer.status}")
        if not all(isinstance(tokens.get(name), str) and tokens[name] for name in ("access_token", "id_token")):
            raise Distrusted(Fault.UNTRUSTED, "token: incomplete")
        return tokens

    def _id_claims(self, id_token: str, *, nonce: str, access_token: str) -> dict[str, Any]:
        provider = self.authority.provider
        token = self.authority.read_signed(id_token)
        options = {
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
            "exp": {"essential": True},
            "nonce": {"essential": True, "value": nonce},
        }
        params = {"nonce": nonce, "client_id": provider.client_id, "access_token": access_token}
        claims = CodeIDToken(token.claims, token.header, options, params)
        try:
            claims.validate(now=int(self.clock().timestamp()), leeway=LEEWAY)
        except (JoseError, ValueError, TypeError) as fault:
            raise Distrusted(Fault.UNTRUSTED, f"id_token: {fault}") from fault
        if not is_subject(claims["sub"]):
            raise Distrusted(Fault.UNTRUSTED, "id_token: no subject")
        if claims.get("acr") not in provider.levels:
            raise Distrusted(Fault.LEVEL_TOO_LOW, "id_token: level")
        return dict(claims)

    def _userinfo(self, endpoint: str, access_token: str, *, subject: str) -> dict[str, Any]:
        signed = self.authority.provider.signed_userinfo
        expected = "application/jwt" if signed else "application/json"
        answer = self._ask(endpoint, headers={"Authorization": f"Bearer {access_token}", "Accept": expected})
        if answer.status != 200 or answer.media_type != expected:
            raise Distrusted(Fault.UNTRUSTED, f"userinfo: {answer.status} {answer.media_type[:40]}")
        said = self._signed_for_us(answer.body.decode("ascii", "replace")) if signed else _object(answer.body)
        same = hmac.compare_digest(str(said.get("sub", "")).encode(), subject.encode())
        if not same:
            raise Distrusted(Fault.UNTRUSTED, "userinfo: another person")
        return said

    def _signed_for_us(self, text: str) -> dict[str, Any]:
        """Read a signed userinfo: said by this provider, to this site, and not out of date when it says a date."""
        claims = self.authority.read_signed(text).claims
        provider = self.authority.provider
        audience = claims.get("aud")
        if claims.get("iss") != provider.issuer or provider.client_id not in (
            audience if isinstance(audience, list) else [audience]
        ):
            raise Distrusted(Fault.UNTRUSTED, "userinfo: not said by the provider to us")
        now, begins, ends = self.clock().timestamp(), claims.get("nbf", 0), claims.get("exp", float("inf"))
        dated = isinstance(begins, int | float) and isinstance(ends, int | float)
        if not (dated and begins - LEEWAY <= now < ends + LEEWAY):
            raise Distrusted(Fault.UNTRUSTED, "userinfo: out of date")
        return claims

    def _ask(self, url: str, *, form: str | None = None, headers: dict[str, str] | None = None) -> Fetched:
        try:
            return fetch(url, origin=self.authority.origin, form=form, headers=headers)
        except Unreachable as fault:
            raise Distrusted(Fault.UNREACHABLE, str(fault)) from fault


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError as fault:
        raise Distrusted(Fault.UNTRUSTED, "not JSON") from fault
    if not isinstance(value, dict):
        raise Distrusted(Fault.UNTRUSTED, "not an object")
    return value

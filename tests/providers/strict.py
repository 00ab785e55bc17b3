"""A real provider on loopback that refuses what ProConnect and FranceConnect refuse, and can be made to lie.

It answers over HTTP with real keys. What their documentation does not list is an error; what it asks for must be there,
long enough, and the same at each step. `faults` tells which lie to tell.
"""

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

BASE = "/api/v2"
SCOPES = {
    "openid": ("sub",),
    "given_name": ("given_name",),
    "usual_name": ("usual_name",),
    "family_name": ("family_name",),
    "preferred_username": ("preferred_username",),
    "email": ("email",),
    "siret": ("siret",),
    "idp_id": ("idp_id",),
    "uid": ("uid",),
    "gender": ("gender",),
    "birthdate": ("birthdate",),
}


def make_key(algorithm: str) -> Any:
    more = {"kid": secrets.token_hex(8), "use": "sig", "alg": algorithm}
    return ECKey.generate_key("P-256", more) if algorithm == "ES256" else RSAKey.generate_key(2048, more)


@dataclass(kw_only=True)
class StrictProvider:
    """`kind` is proconnect or franceconnect; `site` is the address of the site registered with it."""

    kind: str
    site: str
    now: Callable[[], float]
    algorithm: str = "ES256"
    signed_userinfo: bool = True
    interactive: bool = False
    client_id: str = "cotap-essai"
    client_secret: str = "un secret convenu entre les deux"
    person: dict[str, Any] = field(default_factory=dict)
    acr: str = "eidas1"
    faults: dict[str, Any] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.key, self.foreign_key = make_key(self.algorithm), make_key(self.algorithm)
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, str]] = {}
        self.pending: dict[str, dict[str, str]] = {}
        self.id_tokens: set[str] = set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": self}))
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def issuer(self) -> str:
        return f"{self.origin}{BASE}"

    @property
    def redirect_uri(self) -> str:
        return f"{self.site}/connexion/{self.kind}/retour"

    @property
    def post_logout_redirect_uri(self) -> str:
        return f"{self.site}/connexion/{self.kind}/deconnexion"

    def __enter__(self) -> "StrictProvider":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def change_key(self) -> None:
        self.key = make_key(self.algorithm)

    def discovery(self) -> dict[str, Any]:
        paths = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
            "jwks_uri": "jwks",
            "end_session_endpoint": "session/end",
        }
        return {
            "issuer": self.issuer,
            **{name: f"{self.issuer}/{path}" for name, path in paths.items()},
            "authorization_response_iss_parameter_supported": True,
            **self.faults.get("discovery", {}),
        }

    def keys(self) -> dict[str, Any]:
        return {**KeySet([self.key]).as_dict(private=False)}

    def wrong_in(self, asked: dict[str, str]) -> str | None:
        """Return what the real ones would refuse in an authorization request."""
        wanted = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
        optional = {"prompt", "idp_hint", "claims"}
        if self.kind == "franceconnect":
            wanted |= {"acr_values"}
        else:
            optional |= {"login_hint", "siret_hint"}
        wrongs = {
            "a parameter is missing": not wanted <= set(asked),
            "Y000400 a parameter is not documented": not set(asked) <= wanted | optional,
            "response_type": asked.get("response_type") != "code",
            "client_id": asked.get("client_id") != self.client_id,
            "redirect_uri": asked.get("redirect_uri") != self.redirect_uri,
            "state is too short": len(asked.get("state", "")) < 32,
            "nonce is too short": len(asked.get("nonce", "")) < 32,
            "prompt": self.kind == "proconnect" and asked.get("prompt", "none") != "none",
            "scope": not set(asked.get("scope", "").split()) <= set(SCOPES) or "openid" not in asked.get("scope", ""),
            "acr_values": asked.get("acr_values", "eidas1") != "eidas1",
            "claims": not _is_json(asked.get("claims", "{}")),
        }
        return next((wrong for wrong, holds in wrongs.items() if holds), None)

    def return_of(self, asked: dict[str, str], *, error: str = "") -> str:
        """Return the address to which the person comes back."""
        error = error or self.faults.get("error", "")
        answer = {"state": self.faults.get("state", asked["state"]), "iss": self.faults.get("return_iss", self.issuer)}
        if error:
            answer |= {"error": error, "error_description": "<b>une raison</b> technique (Y999)"}
        else:
            code = secrets.token_urlsafe(24)
            self.codes[code] = asked
            answer["code"] = code
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def redeem(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        if "token_error" in self.faults:
            return 400, {"error": self.faults["token_error"]}
        good = {"client_id": self.client_id, "client_secret": self.client_secret}
        if {k: form.get(k) for k in good} != good:
            self.refusals.append("client")
            return 401, {"error": "invalid_client"}
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"] or set(form) != _TOKEN_FORM:
            self.refusals.append("code")
            return 400, {"error": "invalid_grant"}
        access = secrets.token_urlsafe(24)
        self.tokens[access] = asked
        id_token = self.sign(self.id_claims(asked, access))
        self.id_tokens.add(id_token)
        return 200, {"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": id_token}

    def id_claims(self, asked: dict[str, str], access: str) -> dict[str, Any]:
        half = hashlib.sha256(access.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "sub": self.person["sub"],
            "aud": self.client_id,
            "iat": int(self.now()),
            "exp": int(self.now()) + 60,
            "nonce": asked["nonce"],
            "acr": self.acr,
            "at_hash": base64.urlsafe_b64encode(half).rstrip(b"=").decode(),
        }
        return {k: v for k, v in (claims | self.faults.get("id_token", {})).items() if v is not None}

    def userinfo(self, asked: dict[str, str]) -> tuple[str, bytes]:
        names = {claim for scope in asked["scope"].split() for claim in SCOPES[scope]}
        claims = {k: v for k, v in self.person.items() if k in names} | self.faults.get("userinfo", {})
        if not self.faults.get("signed_userinfo", self.signed_userinfo):
            return "application/json", json.dumps(claims).encode()
        around = {"iss": self.issuer, "aud": self.client_id} | self.faults.get("userinfo_around", {})
        return "application/jwt", self.sign(around | claims, lie=self.faults.get("userinfo_signature")).encode()

    def sign(self, claims: dict[str, Any], *, lie: str | None = None) -> str:
        lie = lie or self.faults.get("signature")
        if lie == "none":
            return f"{_b64({'alg': 'none'})}.{_b64(claims)}."
        if lie == "client secret":
            body = f"{_b64({'alg': 'HS256', 'typ': 'JWT'})}.{_b64(claims)}"
            mac = hmac.new(self.client_secret.encode(), body.encode(), hashlib.sha256).digest()
            return f"{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
        key = self.foreign_key if lie == "another key" else self.key
        header = {"alg": self.algorithm, "kid": self.key.kid}
        token = jwt.encode(header, claims, key, algorithms=[self.algorithm])
        return token if lie != "altered" else _altered(token)


_TOKEN_FORM = {"grant_type", "code", "redirect_uri", "client_id", "client_secret"}


def _altered(token: str) -> str:
    head, body, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    return f"{head}.{_b64(claims | {'sub': 'another'})}.{signature}"


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _b64(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


class _Handler(BaseHTTPRequestHandler):
    provider: StrictProvider

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        name = parts.path.removeprefix(BASE).strip("/")
        self.provider.calls.append(name)
        routes: dict[str, Callable[[dict[str, str]], None]] = {
            ".well-known/openid-configuration": lambda _: self._discover(),
            "jwks": lambda _: self._json(200, self.provider.keys()),
            "authorize": self._authorize,
            "choose": self._choose,
            "userinfo": lambda _: self._userinfo(),
            "session/end": self._end,
        }
        routes.get(name, lambda _: self._send(404, "text/plain", b""))(asked)

    def do_POST(self) -> None:
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self.provider.calls.append("token")
        self._json(*self.provider.redeem(form))

    def _discover(self) -> None:
        lie = self.provider.faults.get("discovery_answer")
        if lie == "elsewhere":
            self._redirect(f"{self.provider.origin}{BASE}/jwks")
        elif lie == "huge":
            self._send(200, "application/json", b" " * 2_000_000)
        elif lie == "broken":
            self._send(200, "application/json", b"{")
        elif lie == "down":
            self._send(503, "text/plain", b"")
        else:
            self._json(200, self.provider.discovery())

    def _authorize(self, asked: dict[str, str]) -> None:
        self.provider.asked.append(asked)
        wrong = self.provider.wrong_in(asked)
        if wrong:
            self.provider.refusals.append(wrong)
            self._send(400, "text/html; charset=utf-8", f"<h1>Erreur</h1><p>{html.escape(wrong)}</p>".encode())
        elif self.provider.interactive:
            number = secrets.token_hex(8)
            self.provider.pending[number] = asked
            links = (
                f'<a href="{BASE}/choose?n={number}">Continuer</a> <a href="{BASE}/choose?n={number}&no=1">Refuser</a>'
            )
            page = f'<!doctype html><html lang="fr"><title>Fournisseur</title><h1>Qui êtes-vous ?</h1>{links}</html>'
            self._send(200, "text/html; charset=utf-8", page.encode())
        else:
            self._redirect(self.provider.return_of(asked))

    def _choose(self, chosen: dict[str, str]) -> None:
        asked = self.provider.pending.pop(chosen["n"])
        self._redirect(self.provider.return_of(asked, error="access_denied" if "no" in chosen else ""))

    def _userinfo(self) -> None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        asked = self.provider.tokens.get(token)
        if scheme != "Bearer" or asked is None:
            self.provider.refusals.append("access token")
            self._json(401, {"error": "invalid_token"})
        else:
            self._send(200, *self.provider.userinfo(asked))

    def _end(self, asked: dict[str, str]) -> None:
        good = (
            set(asked) == {"id_token_hint", "state", "post_logout_redirect_uri"}
            and asked["id_token_hint"] in self.provider.id_tokens
            and asked["post_logout_redirect_uri"] == self.provider.post_logout_redirect_uri
            and len(asked["state"]) >= 32
        )
        if not good:
            self.provider.refusals.append("Y030111 session/end")
            self._send(400, "text/html; charset=utf-8", b"<h1>Y030111</h1>")
        else:
            self._redirect(f"{asked['post_logout_redirect_uri']}?{urlencode({'state': asked['state']})}")

    def _redirect(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, status: int, value: dict[str, Any]) -> None:
        self._send(status, "application/json; charset=utf-8", json.dumps(value).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except BrokenPipeError:
            self.provider.calls.append("cut")

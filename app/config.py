"""Settings, read once from `COTAP_*` variables. Documented in docs/operations.md."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from app import peers


class BadSetting(Exception):
    """A setting is missing or unreadable; the message says which and what to write."""


ACCESSIBILITY_LEVELS = ("non conforme", "partiellement conforme", "totalement conforme")


@dataclass(frozen=True, kw_only=True)
class Operator:
    """Who answers for the site, as the law asks it to be said. What is empty is said to be not told."""

    name: str = ""
    address: str = ""
    director: str = ""
    """Director of the publication."""
    host: str = ""
    """Who hosts the site: name, address and telephone."""
    email: str = ""
    data_protection_email: str = ""
    source_url: str = ""
    source_licence: str = ""
    accessibility: str = ""
    """Level found by an audit that the operator had made; empty, the software's own evaluation is stated."""

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> "Operator":
        """Read the operator's identity."""
        contact = env.get("COTAP_CONTACT_EMAIL", "")
        return cls(
            name=env.get("COTAP_OPERATOR_NAME", ""),
            address=env.get("COTAP_OPERATOR_ADDRESS", ""),
            director=env.get("COTAP_PUBLICATION_DIRECTOR", ""),
            host=env.get("COTAP_HOST", ""),
            email=contact,
            data_protection_email=env.get("COTAP_DPO_EMAIL", contact),
            source_url=env.get("COTAP_SOURCE_URL", ""),
            source_licence=env.get("COTAP_SOURCE_LICENCE", ""),
            accessibility=_one_of("COTAP_ACCESSIBILITY", env.get("COTAP_ACCESSIBILITY", ""), "", *ACCESSIBILITY_LEVELS),
        )


@dataclass(frozen=True, kw_only=True)
class Provider:
    """An identity provider, as the operator registered this site with it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    algorithm: str
    """How it signs: RS256 or ES256."""
    levels: tuple[str, ...]
    """The levels of assurance (`acr`) that open a session here."""
    signed_userinfo: bool = True
    """Whether the person's data come as a signed JWT; plain JSON otherwise."""

    @classmethod
    def from_environment(cls, env: Mapping[str, str], names: "ProviderSettings", *, trial: bool) -> "Provider | None":
        """Read one provider; None when nothing is said of it, an error when only a part is."""
        given = {name: env.get(name, "").strip() for name in names.all()}
        if not any(given.values()):
            return None
        for name in (names.issuer, names.client_id, names.client_secret):
            if not given[name]:
                raise BadSetting(
                    f"{name} manque, alors que d’autres réglages de ce fournisseur d’identité sont donnés."
                )
        return cls(
            issuer=_issuer(names.issuer, given[names.issuer], trial=trial),
            client_id=given[names.client_id],
            client_secret=given[names.client_secret],
            algorithm=_one_of(names.algorithm, given[names.algorithm] or names.usual_algorithm, "RS256", "ES256"),
            levels=tuple((given[names.levels] or names.usual_levels).split()),
            signed_userinfo=_one_of(names.userinfo, given[names.userinfo] or "jwt", "jwt", "json") == "jwt",
        )


@dataclass(frozen=True, kw_only=True)
class ProviderSettings:
    """The names of one provider's settings, and what holds when they are not given."""

    issuer: str
    client_id: str
    client_secret: str
    algorithm: str
    levels: str
    userinfo: str
    usual_algorithm: str
    usual_levels: str

    def all(self) -> tuple[str, ...]:
        """Return the six names."""
        return (self.issuer, self.client_id, self.client_secret, self.algorithm, self.levels, self.userinfo)


PROCONNECT = ProviderSettings(
    issuer="COTAP_PROCONNECT_ISSUER",
    client_id="COTAP_PROCONNECT_CLIENT_ID",
    client_secret="COTAP_PROCONNECT_CLIENT_SECRET",  # noqa: S106 - the name of a setting
    algorithm="COTAP_PROCONNECT_ALGORITHM",
    levels="COTAP_PROCONNECT_LEVELS",
    userinfo="COTAP_PROCONNECT_USERINFO",
    usual_algorithm="RS256",
    usual_levels="eidas1 eidas1-mfa eidas2 eidas3",
)
FRANCECONNECT = ProviderSettings(
    issuer="COTAP_FRANCECONNECT_ISSUER",
    client_id="COTAP_FRANCECONNECT_CLIENT_ID",
    client_secret="COTAP_FRANCECONNECT_CLIENT_SECRET",  # noqa: S106 - the name of a setting
    algorithm="COTAP_FRANCECONNECT_ALGORITHM",
    levels="COTAP_FRANCECONNECT_LEVELS",
    userinfo="COTAP_FRANCECONNECT_USERINFO",
    usual_algorithm="ES256",
    usual_levels="eidas1",
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything the environment decides."""

    database_url: str
    secret_key: str
    old_secret_keys: tuple[str, ...] = ()
    """Former secret keys: what they signed or sealed is still read."""
    public_url: str = "http://127.0.0.1:8000"
    clamd: str | None = None
    """Where the scanner of files listens: the path of its socket, or `host:port`."""
    smtp_url: str | None = None
    mail_from: str = "Cotap <ne-pas-repondre@cotap.invalid>"
    smtp_timeout: int = 30
    """Seconds of silence after which the mail server is taken for stopped."""
    mail_retention_days: int = 90
    """Days after which the address and the words of a settled message are erased; the proof stays."""
    worker_patience_minutes: int = 10
    """Minutes without a sign of the worker after which a production site says that it is not ready."""
    data_dir: Path = Path("instance")
    trial: bool = False
    require_second_factor: bool | None = None
    """Whether chairs, secretaries and administrators must have one; None: everywhere but in a trial."""
    testing: bool = False
    behind_proxy: bool = False
    operator: Operator = field(default_factory=Operator)
    proconnect: Provider | None = None
    franceconnect: Provider | None = None
    gallery_joins_per_second: int = 2000
    pool_size: int = 12

    @property
    def second_factor_required(self) -> bool:
        """Tell whether some capacities are withheld until a second factor is shown."""
        return not self.trial if self.require_second_factor is None else self.require_second_factor

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the environment; outside the trial mode nothing secret has a default."""
        env = os.environ if environ is None else environ
        trial = env.get("COTAP_TRIAL", "") == "1"
        data_dir = Path(env.get("COTAP_DATA_DIR", "instance")).resolve()
        database_url = _required(env, "COTAP_DATABASE_URL", "l’adresse PostgreSQL (postgresql://…)")
        smtp_url, clamd = env.get("COTAP_SMTP_URL") or None, env.get("COTAP_CLAMD") or None
        faults = (peers.database_fault(database_url), peers.mail_fault(smtp_url), peers.scanner_fault(clamd))
        if any(faults) and not (trial or env.get("COTAP_ALLOW_PLAINTEXT", "") == "1"):
            raise BadSetting(next(filter(None, faults)))
        return cls(
            database_url=database_url,
            secret_key=_secret_key(env, data_dir, trial=trial),
            old_secret_keys=tuple(env.get("COTAP_SECRET_KEYS_OLD", "").replace(",", " ").split()),
            public_url=env.get("COTAP_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
            clamd=clamd,
            smtp_url=smtp_url,
            mail_from=env.get("COTAP_MAIL_FROM", cls.mail_from),
            smtp_timeout=_integer(env, "COTAP_SMTP_TIMEOUT", cls.smtp_timeout),
            mail_retention_days=_integer(env, "COTAP_MAIL_RETENTION_DAYS", cls.mail_retention_days),
            worker_patience_minutes=_integer(env, "COTAP_WORKER_PATIENCE_MINUTES", cls.worker_patience_minutes),
            data_dir=data_dir,
            trial=trial,
            require_second_factor=_choice(env, "COTAP_REQUIRE_SECOND_FACTOR"),
            behind_proxy=env.get("COTAP_BEHIND_PROXY", "") == "1",
            operator=Operator.from_environment(env),
            proconnect=Provider.from_environment(env, PROCONNECT, trial=trial),
            franceconnect=Provider.from_environment(env, FRANCECONNECT, trial=trial),
            gallery_joins_per_second=_integer(env, "COTAP_GALLERY_JOINS_PER_SECOND", 2000),
            pool_size=_integer(env, "COTAP_POOL_SIZE", 12),
        )


def _required(env: Mapping[str, str], name: str, what: str) -> str:
    value = env.get(name, "")
    if not value:
        raise BadSetting(f"{name} manque : donnez-lui {what}. Pour un essai sans réglage : « make run ».")
    return value


def _one_of(name: str, value: str, *words: str) -> str:
    if value not in words:
        raise BadSetting(f"{name} vaut « {value} » : écrivez {' ou '.join(filter(None, words))}.")
    return value


def _issuer(name: str, value: str, *, trial: bool) -> str:
    parts = urlsplit(value)
    # Only a trial may trust a provider that plays on this very machine, without certificate.
    on_this_machine = trial and parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not parts.netloc or parts.query or parts.fragment or "@" in parts.netloc:
        raise BadSetting(f"{name} vaut « {value} » : donnez l’adresse de l’émetteur, par exemple https://…/api/v2.")
    if parts.scheme != "https" and not on_this_machine:
        raise BadSetting(f"{name} doit commencer par https:// : l’identité des personnes en dépend.")
    return value


def _choice(env: Mapping[str, str], name: str) -> bool | None:
    value = env.get(name, "")
    if value not in ("", "0", "1"):
        raise BadSetting(f"{name} vaut « {value} » : donnez 1 pour oui, 0 pour non.")
    return value == "1" if value else None


def _integer(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not (value.isascii() and value.isdecimal() and len(value) < 10) or int(value) < 1:
        raise BadSetting(f"{name} vaut « {value} » : donnez un nombre entier positif.")
    return int(value)


def _secret_key(env: Mapping[str, str], data_dir: Path, *, trial: bool) -> str:
    given = env.get("COTAP_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise BadSetting("COTAP_SECRET_KEY est trop courte : donnez au moins 32 caractères aléatoires.")
        return given
    if not trial:
        return _required(env, "COTAP_SECRET_KEY", "au moins 32 caractères aléatoires")
    kept = data_dir / "secret_key"
    if not kept.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(48))
        kept.chmod(0o600)
    return kept.read_text()

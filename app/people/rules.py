"""What a password must be, and how long a session lasts. Pure."""

from datetime import datetime, timedelta

from app.foundation.errors import Invalid, NotFound

from .common_passwords import is_common

MINIMUM = 12
IDLE_SESSION = timedelta(days=14)
LONGEST_SESSION = timedelta(days=90)
IDLE_ACCOUNT = timedelta(days=365)
FRESH = timedelta(minutes=30)
LINK_MINUTES = 10
ADDRESS_HOURS = 48


class LinkGone(NotFound):
    """A personal link that opens nothing any more: its page offers the way that remains."""


class AddressLinkGone(NotFound):
    """A link to confirm a change of address that confirms nothing any more."""


def check_password(password: str, *, email: str, name: str = "", field: str = "password") -> None:
    """Refuse a password that is short, among the most used, or made of words of this service or of the person."""
    if errors := _password_faults(password, email=email, name=name, field=field):
        raise Invalid("Choisissez un autre mot de passe.", errors=errors)


def _password_faults(password: str, *, email: str, name: str, field: str) -> list[dict[str, str]]:
    own_words = (email, email.partition("@")[0], *email.partition("@")[0].replace(".", " ").split(), *name.split())
    detail = None
    if len(password) < MINIMUM:
        detail = f"{MINIMUM} signes au moins : une petite phrase convient bien."
    elif len(password) > 200:
        detail = "200 signes au plus."
    elif password.lower() in email.lower() or is_common(password, own_words=own_words):
        detail = (
            "Ce mot de passe se devine trop vite\u00a0: il est courant, ou fait de votre nom ou de mots de ce site."
        )
    return [{"pointer": f"#/{field}", "detail": detail}] if detail else []


def is_fresh(proved_at: datetime, now: datetime) -> bool:
    """Tell whether the person showed who they are lately enough to change what protects the account."""
    return now - proved_at <= FRESH


def check_names(given_name: str, family_name: str) -> None:
    """Refuse an empty name, or one that no register could hold."""
    if errors := _name_faults(given_name, family_name):
        raise Invalid("Donnez un prénom et un nom.", errors=errors)


def _name_faults(given_name: str, family_name: str) -> list[dict[str, str]]:
    errors = []
    for field, name in (("given_name", given_name), ("family_name", family_name)):
        if not name.strip():
            errors.append({"pointer": f"#/{field}", "detail": "À remplir."})
        elif len(name) > 100 or not name.isprintable():
            errors.append({"pointer": f"#/{field}", "detail": "100 signes au plus, sur une ligne."})
    return errors


def check_opening(*, given_name: str, family_name: str, password: str, email: str) -> None:
    """Refuse all that is wrong with a new account at once: nobody mends one field to learn about the next."""
    errors = _name_faults(given_name, family_name)
    errors += _password_faults(password, email=email, name=f"{given_name} {family_name}", field="password")
    if errors:
        raise Invalid("Le compte n’est pas encore ouvert.", errors=errors)


def check_address(email: str) -> None:
    """Refuse what no mail can reach."""
    bare = email.strip()
    name, _, domain = bare.rpartition("@")
    if not (name and "." in domain and len(bare) <= 200 and bare.isprintable() and " " not in bare):
        detail = "Écrivez une adresse complète, comme nom@exemple.fr."
        raise Invalid("Cette adresse n’est pas complète.", errors=[{"pointer": "#/email", "detail": detail}])

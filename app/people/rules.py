"""What a password must be, and how long a session lasts. Pure."""

from datetime import timedelta

from app.foundation.errors import Invalid

MINIMUM = 12
IDLE_SESSION = timedelta(days=14)
LONGEST_SESSION = timedelta(days=90)


def check_password(password: str, *, email: str) -> None:
    """Refuse a password that is short or made of the address."""
    detail = None
    if len(password) < MINIMUM:
        detail = f"{MINIMUM} signes au moins : une petite phrase convient bien."
    elif len(password) > 200:
        detail = "200 signes au plus."
    elif password.lower() in email.lower() or len(set(password)) < 5:
        detail = "Ce mot de passe se devine trop vite."
    if detail:
        raise Invalid("Choisissez un autre mot de passe.", errors=[{"pointer": "#/password", "detail": detail}])

"""Whether whoever asks has shown lately who they are, and where to send them to show it again."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from app.web.house import house
from app.web.identity import current_actor

from . import rules


def is_fresh() -> bool:
    """Tell whether whoever asks has shown who they are in the last half-hour."""
    sign_in = current_actor().sign_in
    return sign_in is not None and rules.is_fresh(sign_in.proved_at, house().units.clock())


def confirm_first(path: str) -> Response:
    """Send to the sign-in page, which leads back."""
    return redirect(url_for("people.sign_in", suite=path, confirmer="1"), 303)

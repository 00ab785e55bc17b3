"""How fast contents may be reported: enough for who is right, too little for who floods."""

from flask_babel import gettext as _

from app.foundation.actors import Actor
from app.foundation.throttle import Allowance, slow_down
from app.people.throttling import network, spend_mail
from app.web.house import house

OF_NETWORK = Allowance(most=20, per=3600)
OF_PERSON = Allowance(most=40, per=24 * 3600)
ABOUT_ONE = Allowance(most=60, per=3600)
"""Reports of one content by people without an account: beyond, an account is asked for."""


def spend_report(actor: Actor, content: str, email: str | None) -> None:
    """Let a report through within reason, and a receipt be sent on a visitor's word."""
    throttle = house().throttle
    if actor.person_id is not None:
        slow_down(throttle.spend(f"report:person:{actor.person_id}", OF_PERSON))
        return
    slow_down(throttle.spend(f"report:network:{network()}", OF_NETWORK), _("Connectez-vous pour signaler davantage."))
    slow_down(
        throttle.spend(f"report:content:{content}", ABOUT_ONE),
        _("Ce contenu a déjà été signalé de nombreuses fois\u00a0: il est examiné."),
    )
    if email:
        spend_mail(email, None)

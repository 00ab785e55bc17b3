"""How fast proofs of identity may be tried, in a way that never locks the person out.

A browser on which the account was opened before has a counter of its own: nobody else can use it up. Strangers are
counted by account and network together, then by network, then, far higher, by account alone. When that last one is
reached a password from an unknown device is not enough for a while: the link by mail and the passkey still open.
"""

from ipaddress import ip_address, ip_network

from flask import request
from flask_babel import gettext as _

from app.foundation.addresses import canonical
from app.foundation.throttle import Allowance, Pace, slow_down
from app.web.house import house
from app.web.identity import current_actor

FAMILIAR = Pace(free=8, first=5, most=600)
STRANGER = Pace(free=6, first=5, most=900)
NETWORK = Pace(free=60, first=2, most=300, forget=3600)
ACCOUNT = Pace(free=100, first=60, most=3600)
MAILS_TO_ONE = Allowance(most=5, per=1800)
MAILS_OF_NETWORK = Allowance(most=120, per=3600)
MAILS_TO_ADDRESS = Allowance(most=20, per=3600)
PRINTS = Allowance(most=60, per=600)


def network() -> str:
    """Return the asker's network: the address itself, or the 64 first bits of the newer kind."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    # A server that listens on both kinds writes the older ones in the newer: all of them in the same sixty-four bits.
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


class Guesses:
    """The counters of one try at one account's proof; `what` tells kinds of proof apart."""

    def __init__(self, what: str, account: str, familiar: str | None) -> None:
        account = account.strip().lower()
        if familiar:
            self._own, self._shared = (f"{what}:device:{familiar}", FAMILIAR), []
        else:
            self._own = (f"{what}:pair:{account}:{network()}", STRANGER)
            self._shared = [(f"{what}:network:{network()}", NETWORK), (f"{what}:account:{account}", ACCOUNT)]

    def count(self) -> None:
        """Count this try before looking at it, or refuse it with the time to wait."""
        for key, pace in (self._own, *self._shared):
            slow_down(house().throttle.attempt(key, pace), _("Ou recevez un lien de connexion par courriel."))

    def right(self) -> None:
        """The proof was right: it was no guess."""
        house().throttle.forget(self._own[0])
        for key, _pace in self._shared:
            house().throttle.give_back(key)


def spend_mail(address: str, familiar: str | None) -> None:
    """Let a mail be sent to an address on a visitor's word, within reason: one mailbox, however it is spelt."""
    address = canonical(address)
    asked = [(f"mail:device:{familiar}" if familiar else f"mail:pair:{address}:{network()}", MAILS_TO_ONE)]
    if not familiar:
        asked += [(f"mail:network:{network()}", MAILS_OF_NETWORK), (f"mail:address:{address}", MAILS_TO_ADDRESS)]
    for key, allowance in asked:
        slow_down(house().throttle.spend(key, allowance), _("Le dernier message envoyé est peut-être déjà arrivé."))


def spend_print() -> None:
    """Let a document be printed for whoever asks, within reason: it takes a second of a processor."""
    person_id = current_actor().person_id
    asker = network() if person_id is None else f"person:{person_id}"
    slow_down(house().throttle.spend(f"print:{asker}", PRINTS))

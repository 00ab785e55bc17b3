"""The links of mails: signed, so that they need no account and nothing of them is kept."""

from collections.abc import Sequence

from itsdangerous import BadSignature

from app.config import Settings
from app.foundation.errors import NotFound
from app.foundation.signing import signed_links

from .words import Rhythm

UNREADABLE = "Ce lien n’est pas complet, ou n’est plus valable. Recopiez-le en entier depuis le courriel."


class Links:
    """Makes and reads the links of followings. Keys retired from the settings still read what they signed."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._confirming = signed_links(keys, purpose="following-confirm")
        self._stopping = signed_links(keys, purpose="following-stop")

    @classmethod
    def of(cls, settings: Settings) -> "Links":
        """Return the links of a site; the newest key comes last, as the library signs with it."""
        return cls([*settings.old_secret_keys, settings.secret_key])

    def confirming(self, following_id: int, rhythm: Rhythm) -> str:
        """Return the path of the page that confirms."""
        return f"/suivre/confirmer/{self._confirming.dumps([following_id, rhythm.value])}"

    def stopping(self, following_id: int) -> str:
        """Return the path of the page that stops, which mailboxes also post to."""
        return f"/suivre/arret/{self._stopping.dumps(following_id)}"

    def read_confirming(self, token: str) -> tuple[int, Rhythm]:
        """Return what a confirming link is for, or raise `NotFound`."""
        try:
            following_id, rhythm = self._confirming.loads(token)
            return int(following_id), Rhythm(rhythm)
        except (BadSignature, ValueError, TypeError) as fault:
            raise NotFound(UNREADABLE) from fault

    def read_stopping(self, token: str) -> int:
        """Return what a stopping link is for, or raise `NotFound`."""
        try:
            return int(self._stopping.loads(token))
        except (BadSignature, ValueError, TypeError) as fault:
            raise NotFound(UNREADABLE) from fault

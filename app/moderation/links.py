"""The link by which whoever reported follows their report: signed, so that it needs no account."""

from collections.abc import Sequence

from itsdangerous import BadSignature

from app.config import Settings
from app.foundation.errors import NotFound
from app.foundation.signing import signed_links

UNREADABLE = "Ce lien n’est pas complet, ou n’est plus valable. Recopiez-le en entier."


class Links:
    """Makes and reads the links of reports. Keys retired from the settings still read what they signed."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._reports = signed_links(keys, purpose="content-report")

    @classmethod
    def of(cls, settings: Settings) -> "Links":
        """Return the links of a site; the newest key comes last, as the library signs with it."""
        return cls([*settings.old_secret_keys, settings.secret_key])

    def of_report(self, report_id: int) -> str:
        """Return the path of the page that follows a report."""
        return f"/signaler/suivi/{self._reports.dumps(report_id)}"

    def read(self, token: str) -> int:
        """Return the report of a link, or raise `NotFound`."""
        try:
            return int(self._reports.loads(token))
        except (BadSignature, ValueError, TypeError) as fault:
            raise NotFound(UNREADABLE) from fault

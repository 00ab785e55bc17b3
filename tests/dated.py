"""A real web process that lives on a day of the test's choosing: the same server, told the time by a file."""

import tempfile
from datetime import datetime
from pathlib import Path

from tests.processes import WebProcess


class DatedProcess(WebProcess):
    """One web process whose clock says what `set` last wrote."""

    module = "tests.dated_server"

    def __init__(self, database_url: str, moment: datetime, **environ: str) -> None:
        self._said = Path(tempfile.mkdtemp(prefix="cotap-clock-")) / "now"
        self.set(moment)
        super().__init__(database_url, TESTS_CLOCK=str(self._said), **environ)

    def set(self, moment: datetime) -> None:
        """Make it that instant for the process, from its next act on."""
        written = self._said.with_suffix(".next")
        written.write_text(moment.isoformat())
        written.replace(self._said)

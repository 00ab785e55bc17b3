"""One row for each duty of the worker, the last time of each."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.foundation.database import Model


class WorkerDuty(Model):
    """A duty that comes back: when it was last done, and when and why it last failed."""

    __tablename__ = "worker_duties"

    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    """What people call it, in French."""
    started_at: Mapped[datetime]
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    failed_at: Mapped[datetime | None] = mapped_column(default=None)
    failure: Mapped[str] = mapped_column(default="")

    @property
    def fails(self) -> bool:
        """Tell whether the last time it ended, it failed."""
        return self.failed_at is not None and (self.done_at is None or self.failed_at > self.done_at)

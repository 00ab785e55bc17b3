"""Alembic's entry: run every migration on the connection the command gives it."""

from alembic import context

import app.tables  # noqa: F401 - every entity must be known to compare
from app.foundation.database import Model

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Model.metadata,
    compare_type=True,
    include_name=lambda name, kind, _: not (kind == "table" and str(name).startswith("procrastinate_")),
)
with context.begin_transaction():
    context.run_migrations()

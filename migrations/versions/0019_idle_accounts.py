"""When an account was last used, and since when it is idle

Why: whoever keeps the accounts sees those that nobody uses any more.
Running code: leaves the new columns empty; a restart of each process fills them as people come.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("seen_on", sa.Date(), nullable=True))
    op.add_column("persons", sa.Column("idle_since", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("persons", "idle_since")
    op.drop_column("persons", "seen_on")

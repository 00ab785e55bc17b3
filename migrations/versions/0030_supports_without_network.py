"""No trace of a network is kept with a support.

Why: the column was never filled. What the secretariat looks at (bursts, domains, numbered addresses) needs none.
Running code: it writes an empty text there. Stop it first, or supports are refused until it stops.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("supports", "network_digest")


def downgrade() -> None:
    op.add_column("supports", sa.Column("network_digest", sa.Text(), nullable=False, server_default=""))
    op.alter_column("supports", "network_digest", server_default=None)

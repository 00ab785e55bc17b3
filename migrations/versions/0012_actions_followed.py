"""Versions in the history of actions, and the day until which time was kept for a contract.

Why: each line of an action's history says which version it made, so that two people at work see what the other
changed; and a contract remembers until which day what time does to its actions was noted.
Running code: ignores both; its lines get 0, and the first day on which the new worker keeps time is where it starts.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("action_updates", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("contract_rollups", sa.Column("kept_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("contract_rollups", "kept_on")
    op.drop_column("action_updates", "version")

"""Paused features

Why: What the operator suspends for a while is kept, with the reason that people read.
Running code: Running code does not know the table: nothing is suspended for it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paused_features",
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["paused_by_id"], ["persons.id"], name=op.f("fk_paused_features_paused_by_id")),
        sa.PrimaryKeyConstraint("feature", name=op.f("pk_paused_features")),
    )


def downgrade() -> None:
    op.drop_table("paused_features")

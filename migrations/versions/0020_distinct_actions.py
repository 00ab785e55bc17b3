"""Distinct actions

Why: A desk records that two actions that look alike are not one (R6.2).
Running code: Nothing: the table is new, and running code does not read it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "distinct_actions",
        sa.Column("first_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_distinct_actions_in_order")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["persons.id"], name=op.f("fk_distinct_actions_decided_by_id")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["actions.id"], name=op.f("fk_distinct_actions_first_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["actions.id"], name=op.f("fk_distinct_actions_second_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_distinct_actions")),
    )
    op.create_index(op.f("ix_distinct_actions_second_id"), "distinct_actions", ["second_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_distinct_actions_second_id"), table_name="distinct_actions")
    op.drop_table("distinct_actions")

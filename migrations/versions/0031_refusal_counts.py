"""Refusal counts

Why: A refusal of permission is put on record once, then by its number: what is counted and not yet told waits here.
Running code: Running code does not read this table.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refusal_counts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("subjects", postgresql.JSONB(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_refusal_counts")),
    )
    op.create_index(op.f("ix_refusal_counts_person_id"), "refusal_counts", ["person_id"], unique=False)
    op.create_index(op.f("ix_refusal_counts_until"), "refusal_counts", ["until"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_refusal_counts_until"), table_name="refusal_counts")
    op.drop_index(op.f("ix_refusal_counts_person_id"), table_name="refusal_counts")
    op.drop_table("refusal_counts")

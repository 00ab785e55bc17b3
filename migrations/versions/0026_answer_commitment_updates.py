"""Answer commitment updates

Why: what is said of a commitment of an answer stays, as it does for those of a sitting.
Running code: nothing reads it yet.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answer_commitment_updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["answer_commitments.id"],
            name=op.f("fk_answer_commitment_updates_commitment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["persons.id"], name=op.f("fk_answer_commitment_updates_written_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_commitment_updates")),
    )
    op.create_index(
        op.f("ix_answer_commitment_updates_commitment_id"), "answer_commitment_updates", ["commitment_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_answer_commitment_updates_commitment_id"), table_name="answer_commitment_updates")
    op.drop_table("answer_commitment_updates")

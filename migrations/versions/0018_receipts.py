"""Receipts

Why: an accusé de réception says how a service is reached, and is kept as it was sent (I3).
Running code: code that knows neither table goes on.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service_contacts",
        sa.Column("institution_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_service_contacts_institution_id")
        ),
        sa.PrimaryKeyConstraint("institution_id", name=op.f("pk_service_contacts")),
    )
    op.create_table(
        "interpellation_receipts",
        sa.Column("interpellation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_files.sha256"], name=op.f("fk_interpellation_receipts_file_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_interpellation_receipts_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_interpellation_receipts_message_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("interpellation_id", name=op.f("pk_interpellation_receipts")),
    )


def downgrade() -> None:
    op.drop_table("interpellation_receipts")
    op.drop_table("service_contacts")

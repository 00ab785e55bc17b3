"""Links by mail, and changes of address

Why: people open accounts, sign in and recover by links that serve once; an address changes when both have agreed.
Running code: none uses these tables before it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suite", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("generation", sa.Integer(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_personal_links_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_links")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_personal_links_token_digest")),
    )
    op.create_index(op.f("ix_personal_links_expires_at"), "personal_links", ["expires_at"], unique=False)
    op.create_index(op.f("ix_personal_links_person_id"), "personal_links", ["person_id"], unique=False)
    op.create_table(
        "address_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("new_digest", sa.Text(), nullable=False),
        sa.Column("former_digest", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("former_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_address_changes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_changes")),
        sa.UniqueConstraint("former_digest", name=op.f("uq_address_changes_former_digest")),
        sa.UniqueConstraint("new_digest", name=op.f("uq_address_changes_new_digest")),
    )
    op.create_index(op.f("ix_address_changes_expires_at"), "address_changes", ["expires_at"], unique=False)
    op.create_index(op.f("ix_address_changes_person_id"), "address_changes", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("address_changes")
    op.drop_table("personal_links")

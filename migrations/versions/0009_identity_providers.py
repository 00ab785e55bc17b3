"""Identities linked to accounts, and passages through a provider.

Why: people sign in through ProConnect and FranceConnect; what each provider calls a person is kept beside the account,
and what must come back from it is kept here rather than in the browser, so that it serves once.
Running code: none uses them before it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_identities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("idp_id", sa.Text(), nullable=False),
        sa.Column("siret", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_person_identities_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_identities")),
        sa.UniqueConstraint("provider", "subject", name=op.f("uq_person_identities_provider_subject")),
    )
    op.create_index(op.f("ix_person_identities_person_id"), "person_identities", ["person_id"])
    op.create_table(
        "provider_passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("state_digest", sa.Text(), nullable=False),
        sa.Column("browser_digest", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("next_page", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attested", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("code_digest", sa.Text(), nullable=True),
        sa.Column("code_tries", sa.Integer(), nullable=False),
        sa.Column("id_token", sa.Text(), nullable=True),
        sa.Column("leaving_digest", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_provider_passages_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_passages")),
        sa.UniqueConstraint("state_digest", name=op.f("uq_provider_passages_state_digest")),
        sa.UniqueConstraint("leaving_digest", name=op.f("uq_provider_passages_leaving_digest")),
    )
    op.create_index(op.f("ix_provider_passages_browser_digest"), "provider_passages", ["browser_digest"])
    op.create_index(op.f("ix_provider_passages_expires_at"), "provider_passages", ["expires_at"])


def downgrade() -> None:
    op.drop_table("provider_passages")
    op.drop_table("person_identities")

"""Bodies and guides.

Why: an office and a designation keep the act that proves them and how they ended (I1); the guide of a contract is kept
as watchers declared having read it (I10).
Running code: it neither reads nor writes the new columns and table, which have a default; add them before it stops.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_guide_versions_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guide_versions")),
        sa.UniqueConstraint("contract_id", "digest", name="uq_guide_versions_digest"),
        sa.UniqueConstraint("contract_id", "number", name="uq_guide_versions_number"),
    )
    op.add_column("body_offices", sa.Column("proof_sha256", sa.Text(), nullable=True))
    op.add_column("body_offices", sa.Column("proof_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("body_offices", sa.Column("end_proof", sa.Text(), nullable=False, server_default=""))
    op.create_foreign_key(
        op.f("fk_body_offices_proof_sha256"), "body_offices", "stored_files", ["proof_sha256"], ["sha256"]
    )
    op.add_column("watchers", sa.Column("proof_sha256", sa.Text(), nullable=True))
    op.add_column("watchers", sa.Column("proof_name", sa.Text(), nullable=False, server_default=""))
    op.add_column("watchers", sa.Column("end_proof", sa.Text(), nullable=False, server_default=""))
    op.create_foreign_key(op.f("fk_watchers_proof_sha256"), "watchers", "stored_files", ["proof_sha256"], ["sha256"])


def downgrade() -> None:
    op.drop_constraint(op.f("fk_watchers_proof_sha256"), "watchers", type_="foreignkey")
    op.drop_column("watchers", "end_proof")
    op.drop_column("watchers", "proof_name")
    op.drop_column("watchers", "proof_sha256")
    op.drop_constraint(op.f("fk_body_offices_proof_sha256"), "body_offices", type_="foreignkey")
    op.drop_column("body_offices", "end_proof")
    op.drop_column("body_offices", "proof_name")
    op.drop_column("body_offices", "proof_sha256")
    op.drop_table("guide_versions")

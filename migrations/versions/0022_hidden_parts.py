"""Hide from the public, and show again

Why: keep the texts as they were written apart from what the public reads of them, and why something is shown or
counted again.
Running code: it neither knows nor needs the new table and columns, which have defaults.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "interpellation_originals",
        sa.Column("interpellation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_interpellation_originals_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("interpellation_id", "part", name=op.f("pk_interpellation_originals")),
    )
    op.add_column("interpellation_redactions", sa.Column("lifted_reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("interpellation_redactions", sa.Column("lifted_by_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_interpellation_redactions_lifted_by_id"),
        "interpellation_redactions",
        "persons",
        ["lifted_by_id"],
        ["id"],
    )
    op.add_column("support_invalidations", sa.Column("lifted_reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("support_invalidations", sa.Column("lifted_by_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_support_invalidations_lifted_by_id"), "support_invalidations", "persons", ["lifted_by_id"], ["id"]
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_support_invalidations_lifted_by_id"), "support_invalidations", type_="foreignkey")
    op.drop_column("support_invalidations", "lifted_by_id")
    op.drop_column("support_invalidations", "lifted_reason")
    op.drop_constraint(
        op.f("fk_interpellation_redactions_lifted_by_id"), "interpellation_redactions", type_="foreignkey"
    )
    op.drop_column("interpellation_redactions", "lifted_by_id")
    op.drop_column("interpellation_redactions", "lifted_reason")
    op.drop_table("interpellation_originals")

"""Institution successors

Why: A merged or replaced institution says which one took its place.
Running code: Running code ignores the column.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("institutions", sa.Column("successor_id", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_institutions_successor_id"), "institutions", "institutions", ["successor_id"], ["id"]
    )


def downgrade() -> None:
    op.drop_constraint(op.f("fk_institutions_successor_id"), "institutions", type_="foreignkey")
    op.drop_column("institutions", "successor_id")

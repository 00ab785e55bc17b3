"""Find the contracts one of whose actions is attached to another scheme too.

Why: the filter by scheme asks for them (P1) without reading every action; few have more schemes than their contract's.
Running code: does not notice, the index only serves the new filter.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_actions_also_schemes",
        "actions",
        ["also_schemes"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("also_schemes <> '[]'::jsonb"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_actions_also_schemes",
        table_name="actions",
        postgresql_using="gin",
        postgresql_where=sa.text("also_schemes <> '[]'::jsonb"),
    )

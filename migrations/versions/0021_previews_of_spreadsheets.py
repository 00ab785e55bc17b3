"""Previews of spreadsheets

Why: what is confirmed must be the very file that was shown, compared with the very contracts it was compared with.
Running code: nothing writes previews yet.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM import_previews")
    op.add_column("import_previews", sa.Column("touched", postgresql.JSONB(), nullable=False))
    op.add_column("import_previews", sa.Column("content", sa.LargeBinary(), nullable=False))


def downgrade() -> None:
    op.drop_column("import_previews", "content")
    op.drop_column("import_previews", "touched")

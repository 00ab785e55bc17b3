"""Rules of past sittings

Why: A sitting that has ended keeps the règlement intérieur of its day.
Running code: Running code ignores the column; sittings it closes follow the conference's settings.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sittings", sa.Column("kept_reglement", postgresql.JSONB(), nullable=True))
    # What is known of the rules of sittings that ended before today: those in force now.
    op.execute(
        "UPDATE sittings SET kept_reglement = conferences.reglement FROM conferences "
        "WHERE conferences.id = sittings.conference_id AND sittings.closed_at IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_column("sittings", "kept_reglement")

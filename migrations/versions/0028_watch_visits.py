"""Up to when somebody has seen what changed in the contracts they watch.

Why: « Mes contrats » says what is new since the person last said they had seen everything.
Running code: it does not know the new table; add it before it stops.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watch_visits",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_watch_visits_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_watch_visits")),
    )


def downgrade() -> None:
    op.drop_table("watch_visits")

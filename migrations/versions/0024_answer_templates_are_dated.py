"""Answer templates are dated

Why: a changed template replaces the former one, which stays with its dates: an answer may have been begun from it.
Running code: nothing writes templates yet.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM answer_templates")
    op.add_column("answer_templates", sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False))
    op.add_column("answer_templates", sa.Column("saved_by_id", sa.Integer(), nullable=False))
    op.add_column("answer_templates", sa.Column("replaces_id", sa.Integer(), nullable=True))
    op.add_column("answer_templates", sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True))
    op.create_unique_constraint(op.f("uq_answer_templates_replaces_id"), "answer_templates", ["replaces_id"])
    op.create_foreign_key(
        op.f("fk_answer_templates_saved_by_id"), "answer_templates", "persons", ["saved_by_id"], ["id"]
    )
    op.create_foreign_key(
        op.f("fk_answer_templates_replaces_id"), "answer_templates", "answer_templates", ["replaces_id"], ["id"]
    )
    op.drop_column("answer_templates", "version")


def downgrade() -> None:
    op.add_column("answer_templates", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.alter_column("answer_templates", "version", server_default=None)
    op.drop_constraint(op.f("fk_answer_templates_replaces_id"), "answer_templates", type_="foreignkey")
    op.drop_constraint(op.f("fk_answer_templates_saved_by_id"), "answer_templates", type_="foreignkey")
    op.drop_constraint(op.f("uq_answer_templates_replaces_id"), "answer_templates", type_="unique")
    for name in ("retired_at", "replaces_id", "saved_by_id", "saved_at"):
        op.drop_column("answer_templates", name)

"""Contracts from files

Why: an import applies only what its source changed since the last one, so what each source said is kept; projects that
no contract holds are kept once, whatever their schemes; the desk may say that a name is no institution; a CSV file is
compared first and written once its sender has confirmed.
Running code: new tables, and a column that may now be empty; what runs reads neither.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_projects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("scheme_codes", postgresql.JSONB(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("places", postgresql.JSONB(), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("cost_qualifier", sa.Text(), nullable=False),
        sa.Column("funding", postgresql.JSONB(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("indicators", postgresql.JSONB(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["institutions.id"], name=op.f("fk_outside_projects_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_projects")),
        sa.UniqueConstraint("code", name=op.f("uq_outside_projects_code")),
    )
    op.create_index(op.f("ix_outside_projects_owner_id"), "outside_projects", ["owner_id"], unique=False)
    op.create_table(
        "import_previews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=True),
        sa.Column("lines", postgresql.JSONB(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_import_previews_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_import_previews_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_previews")),
    )
    op.create_index(op.f("ix_import_previews_contract_id"), "import_previews", ["contract_id"], unique=False)
    op.create_index(op.f("ix_import_previews_person_id"), "import_previews", ["person_id"], unique=False)
    op.create_table(
        "imported_records",
        sa.Column("contract_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_imported_records_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contract_id", "document", name=op.f("pk_imported_records")),
    )
    op.alter_column("name_aliases", "institution_id", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM name_aliases WHERE institution_id IS NULL")
    op.alter_column("name_aliases", "institution_id", existing_type=sa.INTEGER(), nullable=False)
    op.drop_table("imported_records")
    op.drop_index(op.f("ix_import_previews_person_id"), table_name="import_previews")
    op.drop_index(op.f("ix_import_previews_contract_id"), table_name="import_previews")
    op.drop_table("import_previews")
    op.drop_index(op.f("ix_outside_projects_owner_id"), table_name="outside_projects")
    op.drop_table("outside_projects")

"""Moderation

Why: Anybody can report a public content; what is decided about it, by whom and why, and what is contested, is kept.
Running code: Code that runs meanwhile knows nothing of these new tables and is not disturbed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "moderation_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("asked_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_id"], ["institutions.id"], name=op.f("fk_moderation_cases_asked_id")),
        sa.ForeignKeyConstraint(["author_id"], ["persons.id"], name=op.f("fk_moderation_cases_author_id")),
        sa.ForeignKeyConstraint(["conference_id"], ["conferences.id"], name=op.f("fk_moderation_cases_conference_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_cases")),
    )
    op.create_index("ix_moderation_cases_content", "moderation_cases", ["content"], unique=False)
    op.create_index("ix_moderation_cases_queue", "moderation_cases", ["conference_id", "state", "due_on"], unique=False)
    op.create_index(
        "uq_moderation_cases_open",
        "moderation_cases",
        ["content"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "content_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reporter_key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["moderation_cases.id"], name=op.f("fk_content_reports_case_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_content_reports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_reports")),
        sa.UniqueConstraint("case_id", "reporter_key", name="uq_content_reports_reporter"),
    )
    op.create_index(op.f("ix_content_reports_person_id"), "content_reports", ["person_id"], unique=False)
    op.create_table(
        "moderation_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("redaction_id", sa.Integer(), nullable=True),
        sa.Column("overturned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["moderation_cases.id"], name=op.f("fk_moderation_decisions_case_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["persons.id"], name=op.f("fk_moderation_decisions_decided_by_id")),
        sa.ForeignKeyConstraint(
            ["redaction_id"],
            ["interpellation_redactions.id"],
            name=op.f("fk_moderation_decisions_redaction_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_decisions")),
    )
    op.create_index(op.f("ix_moderation_decisions_case_id"), "moderation_decisions", ["case_id"], unique=False)
    op.create_table(
        "moderation_contests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.Text(), nullable=False),
        sa.Column("contester_key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["moderation_decisions.id"], name=op.f("fk_moderation_contests_decision_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_moderation_contests_person_id")),
        sa.ForeignKeyConstraint(["report_id"], ["content_reports.id"], name=op.f("fk_moderation_contests_report_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["persons.id"], name=op.f("fk_moderation_contests_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_contests")),
        sa.UniqueConstraint("decision_id", "contester_key", name="uq_moderation_contests_once"),
    )
    op.create_table(
        "writing_suspensions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["moderation_decisions.id"], name=op.f("fk_writing_suspensions_decision_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_writing_suspensions_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_writing_suspensions")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_writing_suspensions_decision_id")),
    )
    op.create_index(op.f("ix_writing_suspensions_person_id"), "writing_suspensions", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_writing_suspensions_person_id"), table_name="writing_suspensions")
    op.drop_table("writing_suspensions")
    op.drop_table("moderation_contests")
    op.drop_index(op.f("ix_moderation_decisions_case_id"), table_name="moderation_decisions")
    op.drop_table("moderation_decisions")
    op.drop_index(op.f("ix_content_reports_person_id"), table_name="content_reports")
    op.drop_table("content_reports")
    op.drop_index("uq_moderation_cases_open", table_name="moderation_cases", postgresql_where=sa.text("state = 'open'"))
    op.drop_index("ix_moderation_cases_queue", table_name="moderation_cases")
    op.drop_index("ix_moderation_cases_content", table_name="moderation_cases")
    op.drop_table("moderation_cases")

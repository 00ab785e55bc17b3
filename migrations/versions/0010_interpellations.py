"""Interpellations

Why: the tables of app/interpellations: bodies, files, deadlines, answers, supports, hearings.
Running code: none uses them before it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "interpellation_counters",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_interpellation_counters")),
    )
    op.create_table(
        "answer_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_answer_templates_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_templates")),
    )
    op.create_index(op.f("ix_answer_templates_institution_id"), "answer_templates", ["institution_id"], unique=False)
    op.create_table(
        "bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_bodies_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bodies")),
    )
    op.create_index(op.f("ix_bodies_institution_id"), "bodies", ["institution_id"], unique=False)
    op.create_table(
        "body_offices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_body_offices_dates_in_order")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_body_offices_body_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_body_offices_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_offices")),
    )
    op.create_index(op.f("ix_body_offices_body_id"), "body_offices", ["body_id"], unique=False)
    op.create_index("ix_body_offices_person_dates", "body_offices", ["person_id", "starts_on", "ends_on"], unique=False)
    op.create_table(
        "watchers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("guide_read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("guide_digest", sa.Text(), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_watchers_dates_in_order")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_watchers_body_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_watchers_contract_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_watchers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watchers")),
    )
    op.create_index(op.f("ix_watchers_body_id"), "watchers", ["body_id"], unique=False)
    op.create_index(op.f("ix_watchers_contract_id"), "watchers", ["contract_id"], unique=False)
    op.create_index("ix_watchers_person_dates", "watchers", ["person_id", "starts_on", "ends_on"], unique=False)
    op.create_index(
        "uq_watchers_running",
        "watchers",
        ["body_id", "person_id", "contract_id"],
        unique=True,
        postgresql_where=sa.text("ends_on IS NULL"),
    )
    op.create_table(
        "interpellations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requester_kind", sa.Text(), nullable=False),
        sa.Column("requester_id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("watcher_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("clause_kind", sa.Text(), nullable=True),
        sa.Column("residence_id", sa.Integer(), nullable=True),
        sa.Column("publishes_name", sa.Boolean(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("state_of_play", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inadmissibility", sa.Text(), nullable=True),
        sa.Column("inadmissibility_reason", sa.Text(), nullable=False),
        sa.Column("clarified", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing", sa.Text(), nullable=True),
        sa.Column("closing_statement", sa.Text(), nullable=False),
        sa.Column("supports", sa.Integer(), nullable=False),
        sa.Column("hidden_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_interpellations_action_id")),
        sa.ForeignKeyConstraint(["assignee_id"], ["persons.id"], name=op.f("fk_interpellations_assignee_id")),
        sa.ForeignKeyConstraint(["body_id"], ["bodies.id"], name=op.f("fk_interpellations_body_id")),
        sa.ForeignKeyConstraint(["contract_id"], ["contracts.id"], name=op.f("fk_interpellations_contract_id")),
        sa.ForeignKeyConstraint(["requester_id"], ["persons.id"], name=op.f("fk_interpellations_requester_id")),
        sa.ForeignKeyConstraint(["residence_id"], ["institutions.id"], name=op.f("fk_interpellations_residence_id")),
        sa.ForeignKeyConstraint(["service_id"], ["institutions.id"], name=op.f("fk_interpellations_service_id")),
        sa.ForeignKeyConstraint(["watcher_id"], ["watchers.id"], name=op.f("fk_interpellations_watcher_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpellations")),
        sa.UniqueConstraint("number", name=op.f("uq_interpellations_number")),
    )
    op.create_index(op.f("ix_interpellations_action_id"), "interpellations", ["action_id"], unique=False)
    op.create_index(op.f("ix_interpellations_body_id"), "interpellations", ["body_id"], unique=False)
    op.create_index(op.f("ix_interpellations_contract_id"), "interpellations", ["contract_id"], unique=False)
    op.create_index(op.f("ix_interpellations_requester_id"), "interpellations", ["requester_id"], unique=False)
    op.create_index(
        "ix_interpellations_search",
        "interpellations",
        [sa.literal_column("to_tsvector('french', search)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(op.f("ix_interpellations_service_id"), "interpellations", ["service_id"], unique=False)
    op.create_index("ix_interpellations_state_contract", "interpellations", ["state", "contract_id"], unique=False)
    op.create_table(
        "clarifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_clarifications_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clarifications")),
        sa.UniqueConstraint("interpellation_id", name="uq_clarifications_once"),
    )
    op.create_table(
        "deadlines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("very_late_on", sa.Date(), nullable=False),
        sa.Column("owed_by_id", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("computation", postgresql.JSONB(), nullable=False),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("very_late_noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_deadlines_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["owed_by_id"], ["institutions.id"], name=op.f("fk_deadlines_owed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        sa.UniqueConstraint("interpellation_id", "kind", "rank", name="uq_deadlines_kind"),
    )
    op.create_index(op.f("ix_deadlines_owed_by_id"), "deadlines", ["owed_by_id"], unique=False)
    op.create_index(
        "ix_deadlines_running",
        "deadlines",
        ["due_on"],
        unique=False,
        postgresql_where=sa.text("met_at IS NULL AND dropped_at IS NULL"),
    )
    op.create_table(
        "hearings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("summoned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("speaking_seconds", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_hearings_agenda_item_id")),
        sa.ForeignKeyConstraint(["conference_id"], ["conferences.id"], name=op.f("fk_hearings_conference_id")),
        sa.ForeignKeyConstraint(["group_id"], ["thematic_groups.id"], name=op.f("fk_hearings_group_id")),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_hearings_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearings")),
        sa.UniqueConstraint("interpellation_id", "rank", name="uq_hearings_rank"),
    )
    op.create_index(op.f("ix_hearings_agenda_item_id"), "hearings", ["agenda_item_id"], unique=False)
    op.create_index(op.f("ix_hearings_conference_id"), "hearings", ["conference_id"], unique=False)
    op.create_table(
        "interpellation_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_interpellation_notes_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_interpellation_notes_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_interpellation_notes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpellation_notes")),
    )
    op.create_index(
        op.f("ix_interpellation_notes_interpellation_id"), "interpellation_notes", ["interpellation_id"], unique=False
    )
    op.create_table(
        "interpellation_redactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_interpellation_redactions_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_interpellation_redactions_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpellation_redactions")),
    )
    op.create_index(
        op.f("ix_interpellation_redactions_interpellation_id"),
        "interpellation_redactions",
        ["interpellation_id"],
        unique=False,
    )
    op.create_table(
        "support_invalidations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("criteria", postgresql.JSONB(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_support_invalidations_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["made_by_id"], ["persons.id"], name=op.f("fk_support_invalidations_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_invalidations")),
    )
    op.create_index(
        op.f("ix_support_invalidations_interpellation_id"), "support_invalidations", ["interpellation_id"], unique=False
    )
    op.create_table(
        "threshold_crossings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("crossed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_threshold_crossings_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threshold_crossings")),
    )
    op.create_index(
        "uq_threshold_crossings_standing",
        "threshold_crossings",
        ["interpellation_id", "threshold"],
        unique=True,
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_table(
        "deadline_suspensions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_deadline_suspensions_dates_in_order")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name=op.f("fk_deadline_suspensions_by_id")),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadlines.id"], name=op.f("fk_deadline_suspensions_deadline_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_suspensions")),
    )
    op.create_index(op.f("ix_deadline_suspensions_deadline_id"), "deadline_suspensions", ["deadline_id"], unique=False)
    op.create_table(
        "hearing_passes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["hearing_id"], ["hearings.id"], name=op.f("fk_hearing_passes_hearing_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_hearing_passes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing_passes")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_hearing_passes_token_digest")),
    )
    op.create_index(op.f("ix_hearing_passes_hearing_id"), "hearing_passes", ["hearing_id"], unique=False)
    op.create_table(
        "interpellation_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("signatory", sa.Text(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("clarification_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["clarification_id"], ["clarifications.id"], name=op.f("fk_interpellation_answers_clarification_id")
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"], ["interpellation_answers.id"], name=op.f("fk_interpellation_answers_corrects_id")
        ),
        sa.ForeignKeyConstraint(["given_by_id"], ["persons.id"], name=op.f("fk_interpellation_answers_given_by_id")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_interpellation_answers_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_interpellation_answers_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpellation_answers")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_interpellation_answers_corrects_id")),
    )
    op.create_index(
        op.f("ix_interpellation_answers_interpellation_id"),
        "interpellation_answers",
        ["interpellation_id"],
        unique=False,
    )
    op.create_table(
        "sent_reminders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadlines.id"], name=op.f("fk_sent_reminders_deadline_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_reminders")),
        sa.UniqueConstraint("deadline_id", "kind", name="uq_sent_reminders_once"),
    )
    op.create_table(
        "supports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("supported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address_digest", sa.Text(), nullable=False),
        sa.Column("network_digest", sa.Text(), nullable=False),
        sa.Column("invalidation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_supports_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["invalidation_id"], ["support_invalidations.id"], name=op.f("fk_supports_invalidation_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_supports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supports")),
        sa.UniqueConstraint("interpellation_id", "person_id", name="uq_supports_person"),
    )
    op.create_index(op.f("ix_supports_invalidation_id"), "supports", ["invalidation_id"], unique=False)
    op.create_index(op.f("ix_supports_person_id"), "supports", ["person_id"], unique=False)
    op.create_index(
        "uq_supports_address",
        "supports",
        ["interpellation_id", "address_digest"],
        unique=True,
        postgresql_where=sa.text("invalidation_id IS NULL"),
    )
    op.create_table(
        "answer_commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("late_noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["interpellation_answers.id"],
            name=op.f("fk_answer_commitments_answer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["institutions.id"], name=op.f("fk_answer_commitments_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_commitments")),
    )
    op.create_index(op.f("ix_answer_commitments_answer_id"), "answer_commitments", ["answer_id"], unique=False)
    op.create_index(op.f("ix_answer_commitments_owner_id"), "answer_commitments", ["owner_id"], unique=False)
    op.create_table(
        "interpellation_attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("deliberation", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("hidden_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["interpellation_answers.id"], name=op.f("fk_interpellation_attachments_answer_id")
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_files.sha256"], name=op.f("fk_interpellation_attachments_file_sha256")
        ),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_interpellation_attachments_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interpellation_attachments")),
    )
    op.create_index(
        op.f("ix_interpellation_attachments_answer_id"), "interpellation_attachments", ["answer_id"], unique=False
    )
    op.create_index(
        op.f("ix_interpellation_attachments_interpellation_id"),
        "interpellation_attachments",
        ["interpellation_id"],
        unique=False,
    )
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interpellation_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("satisfied", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["interpellation_answers.id"], name=op.f("fk_judgements_answer_id")),
        sa.ForeignKeyConstraint(
            ["interpellation_id"],
            ["interpellations.id"],
            name=op.f("fk_judgements_interpellation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_interpellation_id"), "judgements", ["interpellation_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_judgements_interpellation_id"), table_name="judgements")
    op.drop_table("judgements")
    op.drop_index(op.f("ix_interpellation_attachments_interpellation_id"), table_name="interpellation_attachments")
    op.drop_index(op.f("ix_interpellation_attachments_answer_id"), table_name="interpellation_attachments")
    op.drop_table("interpellation_attachments")
    op.drop_index(op.f("ix_answer_commitments_owner_id"), table_name="answer_commitments")
    op.drop_index(op.f("ix_answer_commitments_answer_id"), table_name="answer_commitments")
    op.drop_table("answer_commitments")
    op.drop_index("uq_supports_address", table_name="supports", postgresql_where=sa.text("invalidation_id IS NULL"))
    op.drop_index(op.f("ix_supports_person_id"), table_name="supports")
    op.drop_index(op.f("ix_supports_invalidation_id"), table_name="supports")
    op.drop_table("supports")
    op.drop_table("sent_reminders")
    op.drop_index(op.f("ix_interpellation_answers_interpellation_id"), table_name="interpellation_answers")
    op.drop_table("interpellation_answers")
    op.drop_index(op.f("ix_hearing_passes_hearing_id"), table_name="hearing_passes")
    op.drop_table("hearing_passes")
    op.drop_index(op.f("ix_deadline_suspensions_deadline_id"), table_name="deadline_suspensions")
    op.drop_table("deadline_suspensions")
    op.drop_index(
        "uq_threshold_crossings_standing",
        table_name="threshold_crossings",
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.drop_table("threshold_crossings")
    op.drop_index(op.f("ix_support_invalidations_interpellation_id"), table_name="support_invalidations")
    op.drop_table("support_invalidations")
    op.drop_index(op.f("ix_interpellation_redactions_interpellation_id"), table_name="interpellation_redactions")
    op.drop_table("interpellation_redactions")
    op.drop_index(op.f("ix_interpellation_notes_interpellation_id"), table_name="interpellation_notes")
    op.drop_table("interpellation_notes")
    op.drop_index(op.f("ix_hearings_conference_id"), table_name="hearings")
    op.drop_index(op.f("ix_hearings_agenda_item_id"), table_name="hearings")
    op.drop_table("hearings")
    op.drop_index(
        "ix_deadlines_running",
        table_name="deadlines",
        postgresql_where=sa.text("met_at IS NULL AND dropped_at IS NULL"),
    )
    op.drop_index(op.f("ix_deadlines_owed_by_id"), table_name="deadlines")
    op.drop_table("deadlines")
    op.drop_table("clarifications")
    op.drop_index("ix_interpellations_state_contract", table_name="interpellations")
    op.drop_index(op.f("ix_interpellations_service_id"), table_name="interpellations")
    op.drop_index("ix_interpellations_search", table_name="interpellations", postgresql_using="gin")
    op.drop_index(op.f("ix_interpellations_requester_id"), table_name="interpellations")
    op.drop_index(op.f("ix_interpellations_contract_id"), table_name="interpellations")
    op.drop_index(op.f("ix_interpellations_body_id"), table_name="interpellations")
    op.drop_index(op.f("ix_interpellations_action_id"), table_name="interpellations")
    op.drop_table("interpellations")
    op.drop_index("uq_watchers_running", table_name="watchers", postgresql_where=sa.text("ends_on IS NULL"))
    op.drop_index("ix_watchers_person_dates", table_name="watchers")
    op.drop_index(op.f("ix_watchers_contract_id"), table_name="watchers")
    op.drop_index(op.f("ix_watchers_body_id"), table_name="watchers")
    op.drop_table("watchers")
    op.drop_index("ix_body_offices_person_dates", table_name="body_offices")
    op.drop_index(op.f("ix_body_offices_body_id"), table_name="body_offices")
    op.drop_table("body_offices")
    op.drop_index(op.f("ix_bodies_institution_id"), table_name="bodies")
    op.drop_table("bodies")
    op.drop_index(op.f("ix_answer_templates_institution_id"), table_name="answer_templates")
    op.drop_table("answer_templates")
    op.drop_table("interpellation_counters")

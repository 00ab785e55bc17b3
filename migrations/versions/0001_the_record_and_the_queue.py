"""The record and the queue

Why: every change is an entry of the journal, and every job is queued in the transaction of its change.
Running code: none before it.
"""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("database_id", sa.Text(), nullable=False),
    )
    op.execute("INSERT INTO installation VALUES (1, gen_random_uuid()::text)")
    op.create_table(
        "journal_streams",
        sa.Column("stream", sa.Text(), primary_key=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("sequences", postgresql.JSONB(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("stream", sa.Text(), primary_key=True),
        sa.Column("position", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("request_id", sa.Uuid()),
        sa.UniqueConstraint("stream", "audience", "sequence", name="uq_journal_stream_audience_sequence"),
    )
    op.create_index("ix_journal_kind_occurred_at", "journal", ["kind", "occurred_at"])
    op.create_index("ix_journal_occurred_at", "journal", ["occurred_at"])
    op.create_table(
        "answered_requests",
        sa.Column("person_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("request_id", sa.Uuid(), primary_key=True),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", postgresql.JSONB()),
    )
    # An append-only table says so itself: no code path, ours included, can rewrite the record.
    op.execute(
        """
        CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
        CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal
        FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
        """
    )
    op.execute(sa.text(SchemaManager.get_schema().replace(":", r"\:")))


def downgrade() -> None:
    for function in op.get_bind().scalars(
        sa.text("SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE 'procrastinate\\_%' ESCAPE '\\'")
    ):
        op.execute(f"DROP FUNCTION IF EXISTS {function} CASCADE")
    for table in op.get_bind().scalars(
        sa.text("SELECT tablename FROM pg_tables WHERE tablename LIKE 'procrastinate\\_%' ESCAPE '\\'")
    ):
        op.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    for kind in ("procrastinate_job_to_defer_v1", "procrastinate_job_status", "procrastinate_job_event_type"):
        op.execute(f"DROP TYPE IF EXISTS {kind} CASCADE")
    for table in ("answered_requests", "journal", "journal_streams", "installation"):
        op.drop_table(table)
    op.execute("DROP FUNCTION journal_is_append_only()")

"""Money of contracts

Why: a rider records envelopes without touching the signed ones; priority territories share the second part of an
envelope; a cancelled commitment and a reserve passed say why; what moved or was refused in the ledger of credits can
never be rewritten.
Running code: new columns may be empty or have a default, so the running version goes on; the trigger only refuses what
no version does.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "envelope_shares",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("envelope_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=9, scale=6), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_envelope_shares_amount")),
        sa.ForeignKeyConstraint(
            ["envelope_id"], ["envelopes.id"], name=op.f("fk_envelope_shares_envelope_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["contract_places.id"], name=op.f("fk_envelope_shares_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envelope_shares")),
        sa.UniqueConstraint("envelope_id", "place_id", name="uq_envelope_shares_place"),
    )
    op.create_index(op.f("ix_envelope_shares_place_id"), "envelope_shares", ["place_id"], unique=False)
    op.add_column("contract_places", sa.Column("category", sa.Text(), nullable=True))
    op.add_column("delegated_commitments", sa.Column("cancel_reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("envelopes", sa.Column("rider_id", sa.Integer(), nullable=True))
    op.add_column("envelopes", sa.Column("replaces_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_envelopes_replaces_id"), "envelopes", ["replaces_id"], unique=False)
    op.create_index(op.f("ix_envelopes_rider_id"), "envelopes", ["rider_id"], unique=False)
    op.create_foreign_key(op.f("fk_envelopes_replaces_id"), "envelopes", "envelopes", ["replaces_id"], ["id"])
    op.create_foreign_key(op.f("fk_envelopes_rider_id"), "envelopes", "riders", ["rider_id"], ["id"])
    op.add_column("evaluation_spendings", sa.Column("over_cents", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("evaluation_spendings", sa.Column("over_reason", sa.Text(), nullable=False, server_default=""))
    # The ledger says so itself: a line once decided is not rewritten, and none is deleted; a mistake is moved back.
    op.execute(
        """
        CREATE FUNCTION credit_moves_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the ledger of credits is append-only'; END $$;
        CREATE TRIGGER credit_moves_decided BEFORE UPDATE ON credit_moves
        FOR EACH ROW WHEN (OLD.moved_at IS NOT NULL OR OLD.refused_at IS NOT NULL)
        EXECUTE FUNCTION credit_moves_are_append_only();
        CREATE TRIGGER credit_moves_kept BEFORE DELETE ON credit_moves
        FOR EACH ROW EXECUTE FUNCTION credit_moves_are_append_only();
        """
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER credit_moves_kept ON credit_moves")
    op.execute("DROP TRIGGER credit_moves_decided ON credit_moves")
    op.execute("DROP FUNCTION credit_moves_are_append_only()")
    op.drop_column("evaluation_spendings", "over_reason")
    op.drop_column("evaluation_spendings", "over_cents")
    op.drop_constraint(op.f("fk_envelopes_rider_id"), "envelopes", type_="foreignkey")
    op.drop_constraint(op.f("fk_envelopes_replaces_id"), "envelopes", type_="foreignkey")
    op.drop_index(op.f("ix_envelopes_rider_id"), table_name="envelopes")
    op.drop_index(op.f("ix_envelopes_replaces_id"), table_name="envelopes")
    op.drop_column("envelopes", "replaces_id")
    op.drop_column("envelopes", "rider_id")
    op.drop_column("delegated_commitments", "cancel_reason")
    op.drop_column("contract_places", "category")
    op.drop_index(op.f("ix_envelope_shares_place_id"), table_name="envelope_shares")
    op.drop_table("envelope_shares")

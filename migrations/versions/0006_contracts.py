"""Contracts

Why: the tables of app/contracts: schemes, contracts, clauses, actions, money, reviews.
Running code: none uses them before it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "schemes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("created_year", sa.Integer(), nullable=True),
        sa.Column("duration_years", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("sheet", postgresql.JSONB(), nullable=False),
        sa.Column("obligations", postgresql.JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schemes")),
        sa.UniqueConstraint("code", name=op.f("uq_schemes_code")),
    )
    op.create_table(
        "contract_officers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_contract_officers_dates_in_order")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_contract_officers_institution_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_contract_officers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_officers")),
    )
    op.create_index(op.f("ix_contract_officers_institution_id"), "contract_officers", ["institution_id"], unique=False)
    op.create_index(
        "ix_contract_officers_person_dates", "contract_officers", ["person_id", "starts_on", "ends_on"], unique=False
    )
    op.create_table(
        "name_aliases",
        sa.Column("search_name", sa.Text(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["persons.id"], name=op.f("fk_name_aliases_added_by_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_name_aliases_institution_id")),
        sa.PrimaryKeyConstraint("search_name", name=op.f("pk_name_aliases")),
    )
    op.create_index(op.f("ix_name_aliases_institution_id"), "name_aliases", ["institution_id"], unique=False)
    op.create_table(
        "programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("shares", postgresql.JSONB(), nullable=False),
        sa.Column("calendar", postgresql.JSONB(), nullable=False),
        sa.Column("notes", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(["scheme_id"], ["schemes.id"], name=op.f("fk_programmes_scheme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("code", name=op.f("uq_programmes_code")),
    )
    op.create_index(op.f("ix_programmes_scheme_id"), "programmes", ["scheme_id"], unique=False)
    op.create_table(
        "territory_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.Numeric(precision=24, scale=6), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_territory_figures_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory_figures")),
        sa.UniqueConstraint("key", name=op.f("uq_territory_figures_key")),
    )
    op.create_index(op.f("ix_territory_figures_institution_id"), "territory_figures", ["institution_id"], unique=False)
    op.create_table(
        "contracts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=True),
        sa.Column("conference_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("parent_note", sa.Text(), nullable=False),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("diagnosis", sa.Text(), nullable=False),
        sa.Column("strengths", postgresql.JSONB(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("perimeter_kind", sa.Text(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_text", sa.Text(), nullable=False),
        sa.Column("signed_precision", sa.Text(), nullable=False),
        sa.Column("signed_at_place", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("first_year", sa.Integer(), nullable=True),
        sa.Column("last_year", sa.Integer(), nullable=True),
        sa.Column("duration_years", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("total_cents", sa.BigInteger(), nullable=True),
        sa.Column("total_qualifier", sa.Text(), nullable=False),
        sa.Column("steering", postgresql.JSONB(), nullable=False),
        sa.Column("settings", postgresql.JSONB(), nullable=False),
        sa.Column("variants", postgresql.JSONB(), nullable=False),
        sa.Column("notes", postgresql.JSONB(), nullable=False),
        sa.Column("source", postgresql.JSONB(), nullable=False),
        sa.Column("source_status", sa.Text(), nullable=True),
        sa.Column("source_status_detail", sa.Text(), nullable=False),
        sa.Column("known_as_of", sa.Date(), nullable=True),
        sa.Column("completeness", sa.Text(), nullable=True),
        sa.Column("import_digest", sa.Text(), nullable=False),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["conference_id"], ["conferences.id"], name=op.f("fk_contracts_conference_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["contracts.id"], name=op.f("fk_contracts_parent_id")),
        sa.ForeignKeyConstraint(["scheme_id"], ["schemes.id"], name=op.f("fk_contracts_scheme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contracts")),
        sa.UniqueConstraint("slug", name=op.f("uq_contracts_slug")),
    )
    op.create_index(op.f("ix_contracts_conference_id"), "contracts", ["conference_id"], unique=False)
    op.create_index(op.f("ix_contracts_parent_id"), "contracts", ["parent_id"], unique=False)
    op.create_index(op.f("ix_contracts_scheme_id"), "contracts", ["scheme_id"], unique=False)
    op.create_index(
        "ix_contracts_search",
        "contracts",
        [sa.literal_column("to_tsvector('french', search)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(op.f("ix_contracts_state"), "contracts", ["state"], unique=False)
    op.create_index(
        "uq_contracts_strategy_in_force",
        "contracts",
        ["conference_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'strategy' AND state IN ('signed', 'in_force', 'under_review')"),
    )
    op.create_table(
        "programme_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("value", sa.Numeric(precision=24, scale=6), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_programme_figures_programme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_figures")),
    )
    op.create_index(op.f("ix_programme_figures_programme_id"), "programme_figures", ["programme_id"], unique=False)
    op.create_table(
        "beneficiary_rates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.Column("need_score", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("rate", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("fixed_on", sa.Date(), nullable=False),
        sa.CheckConstraint("need_score BETWEEN 0 AND 100", name=op.f("ck_beneficiary_rates_score")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_beneficiary_rates_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_beneficiary_rates_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_beneficiary_rates")),
        sa.UniqueConstraint("contract_id", "institution_id", name="uq_beneficiary_rates_institution"),
    )
    op.create_index(op.f("ix_beneficiary_rates_institution_id"), "beneficiary_rates", ["institution_id"], unique=False)
    op.create_table(
        "contract_axes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_axes_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_axes")),
        sa.UniqueConstraint("contract_id", "number", name="uq_contract_axes_number"),
    )
    op.create_table(
        "contract_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_events_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_events")),
    )
    op.create_index(op.f("ix_contract_events_contract_id"), "contract_events", ["contract_id"], unique=False)
    op.create_table(
        "contract_parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("from_scheme", sa.Boolean(), nullable=False),
        sa.Column("pledge_cents", sa.BigInteger(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signatory", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_parties_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_contract_parties_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_parties")),
    )
    op.create_index(op.f("ix_contract_parties_contract_id"), "contract_parties", ["contract_id"], unique=False)
    op.create_index(op.f("ix_contract_parties_institution_id"), "contract_parties", ["institution_id"], unique=False)
    op.create_table(
        "contract_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_places_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_contract_places_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_places")),
    )
    op.create_index(op.f("ix_contract_places_contract_id"), "contract_places", ["contract_id"], unique=False)
    op.create_index(op.f("ix_contract_places_institution_id"), "contract_places", ["institution_id"], unique=False)
    op.create_table(
        "contract_rollups",
        sa.Column("contract_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actions", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("failing", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Integer(), nullable=False),
        sa.Column("known_costs", sa.Integer(), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=False),
        sa.Column("part_cost_cents", sa.BigInteger(), nullable=False),
        sa.Column("funding_cents", sa.BigInteger(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("funders", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_rollups_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contract_id", name=op.f("pk_contract_rollups")),
    )
    op.create_table(
        "evaluation_spendings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_evaluation_spendings_amount")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_evaluation_spendings_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_spendings")),
    )
    op.create_index(op.f("ix_evaluation_spendings_contract_id"), "evaluation_spendings", ["contract_id"], unique=False)
    op.create_table(
        "negotiation_mandates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("margins", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_negotiation_mandates_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["persons.id"], name=op.f("fk_negotiation_mandates_recorded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_mandates")),
        sa.UniqueConstraint("contract_id", name=op.f("uq_negotiation_mandates_contract_id")),
    )
    op.create_table(
        "negotiation_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_negotiation_rounds_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_negotiation_rounds")),
        sa.UniqueConstraint("contract_id", "number", name="uq_negotiation_rounds_number"),
    )
    op.create_table(
        "contract_agents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("share_percent", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint("share_percent BETWEEN 1 AND 100", name=op.f("ck_contract_agents_share")),
        sa.ForeignKeyConstraint(
            ["party_id"], ["contract_parties.id"], name=op.f("fk_contract_agents_party_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_contract_agents_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_agents")),
    )
    op.create_index(op.f("ix_contract_agents_party_id"), "contract_agents", ["party_id"], unique=False)
    op.create_table(
        "round_positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["party_id"], ["contract_parties.id"], name=op.f("fk_round_positions_party_id")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["negotiation_rounds.id"], name=op.f("fk_round_positions_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_positions")),
    )
    op.create_index(op.f("ix_round_positions_round_id"), "round_positions", ["round_id"], unique=False)
    op.create_table(
        "contract_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("snapshot", postgresql.JSONB(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_items.id"], name=op.f("fk_contract_reviews_agenda_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_reviews_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"], ["contract_parties.id"], name=op.f("fk_contract_reviews_requested_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_reviews")),
    )
    op.create_index(op.f("ix_contract_reviews_contract_id"), "contract_reviews", ["contract_id"], unique=False)
    op.create_index(op.f("ix_contract_reviews_due_on"), "contract_reviews", ["due_on"], unique=False)
    op.create_index(
        "uq_contract_reviews_key",
        "contract_reviews",
        ["contract_id", "key"],
        unique=True,
        postgresql_where=sa.text("key <> ''"),
    )
    op.create_table(
        "riders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("new_ends_on", sa.Date(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_riders_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["review_id"], ["contract_reviews.id"], name=op.f("fk_riders_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riders")),
        sa.UniqueConstraint("contract_id", "number", name="uq_riders_number"),
    )
    op.create_table(
        "clauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("prose", sa.Text(), nullable=False),
        sa.Column("rider_id", sa.Integer(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_clauses_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rider_id"], ["riders.id"], name=op.f("fk_clauses_rider_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["written_by_id"], ["persons.id"], name=op.f("fk_clauses_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clauses")),
    )
    op.create_index(op.f("ix_clauses_contract_id"), "clauses", ["contract_id"], unique=False)
    op.create_index(op.f("ix_clauses_rider_id"), "clauses", ["rider_id"], unique=False)
    op.create_index(
        "uq_clauses_kind",
        "clauses",
        ["contract_id", sa.literal_column("coalesce(rider_id, 0)"), "kind"],
        unique=True,
        postgresql_where=sa.text("kind <> 'free'"),
    )
    op.create_table(
        "rider_signatures",
        sa.Column("rider_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("party_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signatory", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["contract_parties.id"], name=op.f("fk_rider_signatures_party_id")),
        sa.ForeignKeyConstraint(
            ["rider_id"], ["riders.id"], name=op.f("fk_rider_signatures_rider_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rider_id", "party_id", name=op.f("pk_rider_signatures")),
    )
    op.create_index(op.f("ix_rider_signatures_party_id"), "rider_signatures", ["party_id"], unique=False)
    op.create_table(
        "signed_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rider_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_signed_texts_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rider_id"], ["riders.id"], name=op.f("fk_signed_texts_rider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_texts")),
        sa.UniqueConstraint("contract_id", "number", name="uq_signed_texts_number"),
    )
    op.create_table(
        "contract_finalites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("finalite_id", sa.Integer(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detached_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_finalites_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_contract_finalites_decision_id")),
        sa.ForeignKeyConstraint(["finalite_id"], ["finalites.id"], name=op.f("fk_contract_finalites_finalite_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_finalites")),
    )
    op.create_index(op.f("ix_contract_finalites_contract_id"), "contract_finalites", ["contract_id"], unique=False)
    op.create_index(op.f("ix_contract_finalites_finalite_id"), "contract_finalites", ["finalite_id"], unique=False)
    op.create_index(
        "uq_contract_finalites_running",
        "contract_finalites",
        ["contract_id", "finalite_id"],
        unique=True,
        postgresql_where=sa.text("detached_at IS NULL"),
    )
    op.create_table(
        "contract_themes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("chosen_by", sa.Text(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("without_agreement", sa.Boolean(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_themes_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_contract_themes_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_themes")),
        sa.UniqueConstraint("contract_id", "title", name="uq_contract_themes_title"),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("axis_id", sa.Integer(), nullable=True),
        sa.Column("axis_origin", sa.Text(), nullable=True),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("finalite_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.Text(), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=True),
        sa.Column("cost_qualifier", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("progress_basis", sa.Text(), nullable=False),
        sa.Column("progress_percent", sa.Integer(), nullable=True),
        sa.Column("informed_on", sa.Date(), nullable=True),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("priority_area", sa.Boolean(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("also_schemes", postgresql.JSONB(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["axis_id"], ["contract_axes.id"], name=op.f("fk_actions_axis_id")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_actions_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["finalite_id"], ["finalites.id"], name=op.f("fk_actions_finalite_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["institutions.id"], name=op.f("fk_actions_owner_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["actions.id"], name=op.f("fk_actions_parent_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["contract_themes.id"], name=op.f("fk_actions_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("code", name=op.f("uq_actions_code")),
    )
    op.create_index(op.f("ix_actions_axis_id"), "actions", ["axis_id"], unique=False)
    op.create_index("ix_actions_contract_rank", "actions", ["contract_id", "rank"], unique=False)
    op.create_index(op.f("ix_actions_due_on"), "actions", ["due_on"], unique=False)
    op.create_index(op.f("ix_actions_finalite_id"), "actions", ["finalite_id"], unique=False)
    op.create_index(
        "ix_actions_health",
        "actions",
        ["health"],
        unique=False,
        postgresql_where=sa.text("health IN ('late', 'failing')"),
    )
    op.create_index(op.f("ix_actions_owner_id"), "actions", ["owner_id"], unique=False)
    op.create_index(op.f("ix_actions_parent_id"), "actions", ["parent_id"], unique=False)
    op.create_index(
        "ix_actions_search",
        "actions",
        [sa.literal_column("to_tsvector('french', search)")],
        unique=False,
        postgresql_using="gin",
    )
    op.create_index(op.f("ix_actions_theme_id"), "actions", ["theme_id"], unique=False)
    op.create_table(
        "credit_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("from_theme_id", sa.Integer(), nullable=False),
        sa.Column("to_theme_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("consents", postgresql.JSONB(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_credit_moves_amount")),
        sa.CheckConstraint("from_theme_id <> to_theme_id", name=op.f("ck_credit_moves_two_themes")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_credit_moves_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["from_theme_id"], ["contract_themes.id"], name=op.f("fk_credit_moves_from_theme_id")),
        sa.ForeignKeyConstraint(["proposed_by_id"], ["persons.id"], name=op.f("fk_credit_moves_proposed_by_id")),
        sa.ForeignKeyConstraint(["to_theme_id"], ["contract_themes.id"], name=op.f("fk_credit_moves_to_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_moves")),
    )
    op.create_index(op.f("ix_credit_moves_contract_id"), "credit_moves", ["contract_id"], unique=False)
    op.create_table(
        "delegations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("from_party_id", sa.Integer(), nullable=False),
        sa.Column("to_party_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("margins", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_delegations_amount")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_delegations_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["from_party_id"], ["contract_parties.id"], name=op.f("fk_delegations_from_party_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["contract_themes.id"], name=op.f("fk_delegations_theme_id")),
        sa.ForeignKeyConstraint(["to_party_id"], ["contract_parties.id"], name=op.f("fk_delegations_to_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegations")),
    )
    op.create_index(op.f("ix_delegations_contract_id"), "delegations", ["contract_id"], unique=False)
    op.create_table(
        "envelopes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("funder_name", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("funder_id", sa.Integer(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_envelopes_amount")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_envelopes_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["funder_id"], ["institutions.id"], name=op.f("fk_envelopes_funder_id")),
        sa.ForeignKeyConstraint(["theme_id"], ["contract_themes.id"], name=op.f("fk_envelopes_theme_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envelopes")),
    )
    op.create_index(op.f("ix_envelopes_contract_id"), "envelopes", ["contract_id"], unique=False)
    op.create_index(op.f("ix_envelopes_funder_id"), "envelopes", ["funder_id"], unique=False)
    op.create_index(op.f("ix_envelopes_theme_id"), "envelopes", ["theme_id"], unique=False)
    op.create_table(
        "action_partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_action_partners_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_action_partners_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_partners")),
    )
    op.create_index(op.f("ix_action_partners_action_id"), "action_partners", ["action_id"], unique=False)
    op.create_index(op.f("ix_action_partners_institution_id"), "action_partners", ["institution_id"], unique=False)
    op.create_table(
        "action_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("institution_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_action_places_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["institution_id"], ["institutions.id"], name=op.f("fk_action_places_institution_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_places")),
    )
    op.create_index(op.f("ix_action_places_action_id"), "action_places", ["action_id"], unique=False)
    op.create_index(op.f("ix_action_places_institution_id"), "action_places", ["institution_id"], unique=False)
    op.create_table(
        "action_updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("institution_name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changes", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_action_updates_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_action_updates_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_updates")),
    )
    op.create_index(op.f("ix_action_updates_action_id"), "action_updates", ["action_id"], unique=False)
    op.create_table(
        "contract_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_contract_documents_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["added_by_id"], ["persons.id"], name=op.f("fk_contract_documents_added_by_id")),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_documents_contract_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_files.sha256"], name=op.f("fk_contract_documents_file_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_documents")),
    )
    op.create_index(op.f("ix_contract_documents_action_id"), "contract_documents", ["action_id"], unique=False)
    op.create_index(op.f("ix_contract_documents_contract_id"), "contract_documents", ["contract_id"], unique=False)
    op.create_table(
        "contract_indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contract_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Numeric(precision=24, scale=6), nullable=True),
        sa.Column("target", sa.Numeric(precision=24, scale=6), nullable=True),
        sa.Column("target_on", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_contract_indicators_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["contract_id"], ["contracts.id"], name=op.f("fk_contract_indicators_contract_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract_indicators")),
    )
    op.create_index(op.f("ix_contract_indicators_action_id"), "contract_indicators", ["action_id"], unique=False)
    op.create_index(op.f("ix_contract_indicators_contract_id"), "contract_indicators", ["contract_id"], unique=False)
    op.create_table(
        "delegated_commitments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("committed_on", sa.Date(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_delegated_commitments_amount")),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_delegated_commitments_action_id")),
        sa.ForeignKeyConstraint(
            ["delegation_id"],
            ["delegations.id"],
            name=op.f("fk_delegated_commitments_delegation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegated_commitments")),
    )
    op.create_index(
        op.f("ix_delegated_commitments_delegation_id"), "delegated_commitments", ["delegation_id"], unique=False
    )
    op.create_table(
        "delegation_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delegation_id"], ["delegations.id"], name=op.f("fk_delegation_reports_delegation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_delegation_reports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation_reports")),
    )
    op.create_index(op.f("ix_delegation_reports_delegation_id"), "delegation_reports", ["delegation_id"], unique=False)
    op.create_table(
        "funding_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("funder_name", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("funder_id", sa.Integer(), nullable=True),
        sa.Column("amount_cents", sa.BigInteger(), nullable=True),
        sa.Column("requested_cents", sa.BigInteger(), nullable=True),
        sa.Column("granted_cents", sa.BigInteger(), nullable=True),
        sa.Column("committed_cents", sa.BigInteger(), nullable=True),
        sa.Column("paid_cents", sa.BigInteger(), nullable=True),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("years", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("counted_in_parent", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_funding_lines_action_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["funder_id"], ["institutions.id"], name=op.f("fk_funding_lines_funder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding_lines")),
    )
    op.create_index(op.f("ix_funding_lines_action_id"), "funding_lines", ["action_id"], unique=False)
    op.create_index(op.f("ix_funding_lines_funder_id"), "funding_lines", ["funder_id"], unique=False)
    op.create_table(
        "milestones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_milestones_action_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
    )
    op.create_index(op.f("ix_milestones_action_id"), "milestones", ["action_id"], unique=False)
    op.create_table(
        "indicator_values",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Numeric(precision=24, scale=6), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["contract_indicators.id"],
            name=op.f("fk_indicator_values_indicator_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["persons.id"], name=op.f("fk_indicator_values_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_values")),
    )
    op.create_index(op.f("ix_indicator_values_indicator_id"), "indicator_values", ["indicator_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_indicator_values_indicator_id"), table_name="indicator_values")
    op.drop_table("indicator_values")
    op.drop_index(op.f("ix_milestones_action_id"), table_name="milestones")
    op.drop_table("milestones")
    op.drop_index(op.f("ix_funding_lines_funder_id"), table_name="funding_lines")
    op.drop_index(op.f("ix_funding_lines_action_id"), table_name="funding_lines")
    op.drop_table("funding_lines")
    op.drop_index(op.f("ix_delegation_reports_delegation_id"), table_name="delegation_reports")
    op.drop_table("delegation_reports")
    op.drop_index(op.f("ix_delegated_commitments_delegation_id"), table_name="delegated_commitments")
    op.drop_table("delegated_commitments")
    op.drop_index(op.f("ix_contract_indicators_contract_id"), table_name="contract_indicators")
    op.drop_index(op.f("ix_contract_indicators_action_id"), table_name="contract_indicators")
    op.drop_table("contract_indicators")
    op.drop_index(op.f("ix_contract_documents_contract_id"), table_name="contract_documents")
    op.drop_index(op.f("ix_contract_documents_action_id"), table_name="contract_documents")
    op.drop_table("contract_documents")
    op.drop_index(op.f("ix_action_updates_action_id"), table_name="action_updates")
    op.drop_table("action_updates")
    op.drop_index(op.f("ix_action_places_institution_id"), table_name="action_places")
    op.drop_index(op.f("ix_action_places_action_id"), table_name="action_places")
    op.drop_table("action_places")
    op.drop_index(op.f("ix_action_partners_institution_id"), table_name="action_partners")
    op.drop_index(op.f("ix_action_partners_action_id"), table_name="action_partners")
    op.drop_table("action_partners")
    op.drop_index(op.f("ix_envelopes_theme_id"), table_name="envelopes")
    op.drop_index(op.f("ix_envelopes_funder_id"), table_name="envelopes")
    op.drop_index(op.f("ix_envelopes_contract_id"), table_name="envelopes")
    op.drop_table("envelopes")
    op.drop_index(op.f("ix_delegations_contract_id"), table_name="delegations")
    op.drop_table("delegations")
    op.drop_index(op.f("ix_credit_moves_contract_id"), table_name="credit_moves")
    op.drop_table("credit_moves")
    op.drop_index(op.f("ix_actions_theme_id"), table_name="actions")
    op.drop_index("ix_actions_search", table_name="actions", postgresql_using="gin")
    op.drop_index(op.f("ix_actions_parent_id"), table_name="actions")
    op.drop_index(op.f("ix_actions_owner_id"), table_name="actions")
    op.drop_index("ix_actions_health", table_name="actions", postgresql_where=sa.text("health IN ('late', 'failing')"))
    op.drop_index(op.f("ix_actions_finalite_id"), table_name="actions")
    op.drop_index(op.f("ix_actions_due_on"), table_name="actions")
    op.drop_index("ix_actions_contract_rank", table_name="actions")
    op.drop_index(op.f("ix_actions_axis_id"), table_name="actions")
    op.drop_table("actions")
    op.drop_table("contract_themes")
    op.drop_index(
        "uq_contract_finalites_running",
        table_name="contract_finalites",
        postgresql_where=sa.text("detached_at IS NULL"),
    )
    op.drop_index(op.f("ix_contract_finalites_finalite_id"), table_name="contract_finalites")
    op.drop_index(op.f("ix_contract_finalites_contract_id"), table_name="contract_finalites")
    op.drop_table("contract_finalites")
    op.drop_table("signed_texts")
    op.drop_index(op.f("ix_rider_signatures_party_id"), table_name="rider_signatures")
    op.drop_table("rider_signatures")
    op.drop_index("uq_clauses_kind", table_name="clauses", postgresql_where=sa.text("kind <> 'free'"))
    op.drop_index(op.f("ix_clauses_rider_id"), table_name="clauses")
    op.drop_index(op.f("ix_clauses_contract_id"), table_name="clauses")
    op.drop_table("clauses")
    op.drop_table("riders")
    op.drop_index("uq_contract_reviews_key", table_name="contract_reviews", postgresql_where=sa.text("key <> ''"))
    op.drop_index(op.f("ix_contract_reviews_due_on"), table_name="contract_reviews")
    op.drop_index(op.f("ix_contract_reviews_contract_id"), table_name="contract_reviews")
    op.drop_table("contract_reviews")
    op.drop_index(op.f("ix_round_positions_round_id"), table_name="round_positions")
    op.drop_table("round_positions")
    op.drop_index(op.f("ix_contract_agents_party_id"), table_name="contract_agents")
    op.drop_table("contract_agents")
    op.drop_table("negotiation_rounds")
    op.drop_table("negotiation_mandates")
    op.drop_index(op.f("ix_evaluation_spendings_contract_id"), table_name="evaluation_spendings")
    op.drop_table("evaluation_spendings")
    op.drop_table("contract_rollups")
    op.drop_index(op.f("ix_contract_places_institution_id"), table_name="contract_places")
    op.drop_index(op.f("ix_contract_places_contract_id"), table_name="contract_places")
    op.drop_table("contract_places")
    op.drop_index(op.f("ix_contract_parties_institution_id"), table_name="contract_parties")
    op.drop_index(op.f("ix_contract_parties_contract_id"), table_name="contract_parties")
    op.drop_table("contract_parties")
    op.drop_index(op.f("ix_contract_events_contract_id"), table_name="contract_events")
    op.drop_table("contract_events")
    op.drop_table("contract_axes")
    op.drop_index(op.f("ix_beneficiary_rates_institution_id"), table_name="beneficiary_rates")
    op.drop_table("beneficiary_rates")
    op.drop_index(op.f("ix_programme_figures_programme_id"), table_name="programme_figures")
    op.drop_table("programme_figures")
    op.drop_index(
        "uq_contracts_strategy_in_force",
        table_name="contracts",
        postgresql_where=sa.text("kind = 'strategy' AND state IN ('signed', 'in_force', 'under_review')"),
    )
    op.drop_index(op.f("ix_contracts_state"), table_name="contracts")
    op.drop_index("ix_contracts_search", table_name="contracts", postgresql_using="gin")
    op.drop_index(op.f("ix_contracts_scheme_id"), table_name="contracts")
    op.drop_index(op.f("ix_contracts_parent_id"), table_name="contracts")
    op.drop_index(op.f("ix_contracts_conference_id"), table_name="contracts")
    op.drop_table("contracts")
    op.drop_index(op.f("ix_territory_figures_institution_id"), table_name="territory_figures")
    op.drop_table("territory_figures")
    op.drop_index(op.f("ix_programmes_scheme_id"), table_name="programmes")
    op.drop_table("programmes")
    op.drop_index(op.f("ix_name_aliases_institution_id"), table_name="name_aliases")
    op.drop_table("name_aliases")
    op.drop_index("ix_contract_officers_person_dates", table_name="contract_officers")
    op.drop_index(op.f("ix_contract_officers_institution_id"), table_name="contract_officers")
    op.drop_table("contract_officers")
    op.drop_table("schemes")

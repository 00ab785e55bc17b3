"""Proxies

Why: S4: a member who is away gives a written, dated power to vote to another; a vote says by which power it was cast.
Running code: Running code ignores the new table and column; it writes votes without a power.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proxies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conference_id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=True),
        sa.Column("principal_seat_id", sa.Integer(), nullable=False),
        sa.Column("principal_id", sa.Integer(), nullable=False),
        sa.Column("holder_seat_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_how", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "reference <> '' OR file_sha256 IS NOT NULL OR written <> ''", name=op.f("ck_proxies_in_writing")
        ),
        sa.CheckConstraint("(sitting_id IS NULL) <> (ends_at IS NULL)", name=op.f("ck_proxies_sitting_or_period")),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= given_at", name=op.f("ck_proxies_ended_after_given")),
        sa.CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_proxies_times_in_order")),
        sa.CheckConstraint("principal_seat_id <> holder_seat_id", name=op.f("ck_proxies_two_seats")),
        sa.ForeignKeyConstraint(["conference_id"], ["conferences.id"], name=op.f("fk_proxies_conference_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["persons.id"], name=op.f("fk_proxies_ended_by_id")),
        sa.ForeignKeyConstraint(["file_sha256"], ["stored_files.sha256"], name=op.f("fk_proxies_file_sha256")),
        sa.ForeignKeyConstraint(["given_by_id"], ["persons.id"], name=op.f("fk_proxies_given_by_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["persons.id"], name=op.f("fk_proxies_holder_id")),
        sa.ForeignKeyConstraint(["holder_seat_id"], ["seats.id"], name=op.f("fk_proxies_holder_seat_id")),
        sa.ForeignKeyConstraint(["principal_id"], ["persons.id"], name=op.f("fk_proxies_principal_id")),
        sa.ForeignKeyConstraint(["principal_seat_id"], ["seats.id"], name=op.f("fk_proxies_principal_seat_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_proxies_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxies")),
    )
    op.create_index("ix_proxies_conference", "proxies", ["conference_id", "sitting_id"], unique=False)
    op.create_index(op.f("ix_proxies_holder_id"), "proxies", ["holder_id"], unique=False)
    op.create_index(op.f("ix_proxies_holder_seat_id"), "proxies", ["holder_seat_id"], unique=False)
    op.create_index(op.f("ix_proxies_principal_id"), "proxies", ["principal_id"], unique=False)
    op.create_index(op.f("ix_proxies_principal_seat_id"), "proxies", ["principal_seat_id"], unique=False)
    op.create_index(
        "uq_proxies_principal",
        "proxies",
        ["sitting_id", "principal_seat_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.add_column("turnout", sa.Column("proxy_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f("fk_turnout_proxy_id"), "turnout", "proxies", ["proxy_id"], ["id"])


def downgrade() -> None:
    op.drop_constraint(op.f("fk_turnout_proxy_id"), "turnout", type_="foreignkey")
    op.drop_column("turnout", "proxy_id")
    op.drop_index("uq_proxies_principal", table_name="proxies", postgresql_where=sa.text("ended_at IS NULL"))
    op.drop_index(op.f("ix_proxies_principal_seat_id"), table_name="proxies")
    op.drop_index(op.f("ix_proxies_principal_id"), table_name="proxies")
    op.drop_index(op.f("ix_proxies_holder_seat_id"), table_name="proxies")
    op.drop_index(op.f("ix_proxies_holder_id"), table_name="proxies")
    op.drop_index("ix_proxies_conference", table_name="proxies")
    op.drop_table("proxies")

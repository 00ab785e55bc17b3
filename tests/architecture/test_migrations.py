"""The migrations make exactly what the models say, and can be taken back."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

import app.tables  # noqa: F401 - every entity must be known to compare
from app.commands.database import migrate
from app.foundation import embedded
from app.foundation.database import Model, make_engine

VERSIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"


def _empty_database(database_url: str, name: str):
    server = database_url.replace("/cotap_tests", "/postgres")
    with create_engine(server.replace("postgresql://", "postgresql+psycopg://")).connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(f"DROP DATABASE IF EXISTS {name}")
    embedded.create_database(server, name)
    return make_engine(database_url.replace("/cotap_tests", f"/{name}"))


def test_up_down_up_ends_where_it_began(database_url):
    engine = _empty_database(database_url, "up_down_up")
    migrate(engine)
    first = sorted(inspect(engine).get_table_names())
    migrate(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(engine)
    assert sorted(inspect(engine).get_table_names()) == first
    engine.dispose()


def test_the_migrated_database_is_the_one_the_models_describe(database_url):
    engine = make_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": True, "include_name": lambda n, kind, _: not str(n).startswith("procrastinate_")},
        )
        differences = compare_metadata(context, Model.metadata)
    engine.dispose()
    assert differences == []


def test_migrations_are_numbered_in_one_line_and_say_why():
    files = sorted(VERSIONS.glob("*.py"))
    for number, path in enumerate(files, start=1):
        assert path.name.startswith(f"{number:04d}_"), path.name
        text = path.read_text()
        assert f'revision = "{number:04d}"' in text
        assert number == 1 or f'down_revision = "{number - 1:04d}"' in text
        assert re.search(r"^Why: .+", text, re.M), f"{path.name} does not say why"
        assert re.search(r"^Running code: .+", text, re.M), f"{path.name} forgets the running code"

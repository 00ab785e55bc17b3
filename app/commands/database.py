"""Migrations: `flask --app wsgi database upgrade`."""

from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask.cli import AppGroup
from sqlalchemy import Engine

from app.web.house import house

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
group = AppGroup("database", help="The database's structure.")


def alembic_config() -> Config:
    """Return Alembic's configuration: only where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision, forwards or (`base`, `-1`) backwards."""
    config = alembic_config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        backwards = revision == "base" or revision.startswith("-")
        (command.downgrade if backwards else command.upgrade)(config, revision)
        connection.commit()


@group.command("upgrade", help="Bring the database to the newest structure.")
def upgrade() -> None:
    """Run the missing migrations."""
    migrate(house().engine)
    click.echo("La base est à jour.")

"""Migrations: `flask --app wsgi database upgrade`."""

import click
from flask.cli import AppGroup

from app.foundation.migrations import migrate
from app.web.house import house

group = AppGroup("database", help="The database's structure.")


@group.command("upgrade", help="Bring the database to the newest structure.")
def upgrade() -> None:
    """Run the missing migrations."""
    migrate(house().engine)
    click.echo("La base est à jour.")

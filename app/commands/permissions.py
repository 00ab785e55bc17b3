"""The permission matrix from the command line: `flask --app wsgi permissions write`."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.permissions.writing import page

group = AppGroup("permissions", help="Who may do what.")
MATRIX = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


@group.command("write")
def write() -> None:
    """Write docs/permissions.md from the policies."""
    MATRIX.write_text(page(current_app), encoding="utf-8")
    click.echo(f"{MATRIX.name} : {MATRIX.read_text(encoding='utf-8').count(chr(10))} lignes écrites.")


@group.command("check")
def check() -> None:
    """Say whether docs/permissions.md is what the policies say today."""
    if not MATRIX.exists() or MATRIX.read_text(encoding="utf-8") != page(current_app):
        raise click.ClickException("docs/permissions.md a vieilli : lancez « flask --app wsgi permissions write ».")
    click.echo("docs/permissions.md dit ce que disent les règles d’accès.")

"""Personal data from the command line: `flask --app wsgi personal-data anonymise --dry-run`."""

from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from app.foundation.actors import SYSTEM
from app.foundation.errors import DomainError
from app.people.models import Person
from app.people.queries import person_by_email
from app.personal.operations import anonymise, erase_account, export_data
from app.personal.register import PURPOSES
from app.web.house import house

group = AppGroup("personal-data", help="What is known of people.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")


@group.command("register")
def register() -> None:
    """Print the register of purposes, as the data protection officer asks for it."""
    for purpose in PURPOSES:
        click.echo(
            f"{purpose.data}\n  pourquoi : {purpose.why}\n  fondement : {purpose.ground}\n  durée : {purpose.kept}"
        )


@group.command("export")
@click.argument("email")
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip to write."
)
def export(email: str, target: Path) -> None:
    """Write everything kept of a person, for whoever cannot sign in any more."""
    with house().units.begin(SYSTEM) as work:
        content = export_data(work, _person(work.session, email))
    target.write_bytes(content)
    click.echo(f"{target} : {len(content)} octets.")


@group.command("erase")
@click.argument("email")
@click.confirmation_option(prompt="Effacer ce compte ? Il ne se rouvre pas.")
def erase(email: str) -> None:
    """Erase an account at its person's written request; what public archives hold stays."""
    try:
        with house().units.begin(SYSTEM) as work:
            erase_account(work, _person(work.session, email))
    except DomainError as refusal:
        raise click.ClickException(refusal.detail) from refusal
    click.echo("Compte effacé.")


@group.command("anonymise")
@DRY_RUN
def anonymise_(*, dry_run: bool) -> None:
    """Announce, then erase, accounts idle for three years."""
    with house().units.begin(SYSTEM) as work:
        done = anonymise(work, dry=dry_run)
    click.echo("Essai, rien n’est changé :" if dry_run else "Fait :")
    click.echo(f"  comptes prévenus : {_told(done.announced)}")
    click.echo(f"  comptes effacés : {_told(done.erased)}")
    click.echo(f"  comptes inactifs qui attendent : {_told(done.waiting)}")


def _told(ids: Sequence[int]) -> str:
    return f"{len(ids)} ({', '.join(map(str, ids))})" if ids else "aucun"


def _person(session: Session, email: str) -> Person:
    person = person_by_email(session, email)
    if person is None:
        raise click.ClickException(f"Aucun compte pour {email}.")
    return person

"""Accounts: `flask --app wsgi people invite`, `people create`, `people reset-factors`."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup

from app.foundation.actors import SYSTEM
from app.foundation.errors import DomainError
from app.foundation.unit_of_work import UnitOfWork
from app.people.operations import create_person, invite, reset_factors
from app.people.queries import person_by_email
from app.web.house import house

group = AppGroup("people", help="Accounts of people.")


@group.command("create")
@click.argument("email")
@click.option("--given-name", required=True)
@click.option("--family-name", required=True)
@click.option("--title", default="", help="How the person is addressed in minutes.")
@click.option("--administrator", is_flag=True, help="Operator of the platform; gives no political right.")
def create(email: str, given_name: str, family_name: str, title: str, administrator: bool) -> None:
    """Create an account without a password. `people invite` then lets the person choose one."""
    with _change() as work:
        create_person(
            work,
            given_name=given_name,
            family_name=family_name,
            email=email,
            title=title,
            administrator=administrator,
        )
    click.echo(f"Compte créé pour {given_name} {family_name} ({email}).")


@group.command("invite")
@click.argument("email")
@click.option("--given-name", default="", help="Needed when the account does not exist yet.")
@click.option("--family-name", default="", help="Needed when the account does not exist yet.")
@click.option("--administrator", is_flag=True, help="Operator of the platform; gives no political right.")
def invite_(email: str, given_name: str, family_name: str, administrator: bool) -> None:
    """Print a personal link by which the person chooses a password; it works once, for seven days."""
    with _change() as work:
        person = person_by_email(work.session, email)
        if person is None:
            if not (given_name.strip() and family_name.strip()):
                raise click.ClickException(
                    f"Aucun compte pour {email}. Ajoutez --given-name et --family-name pour le créer."
                )
            person = create_person(
                work,
                given_name=given_name,
                family_name=family_name,
                email=email,
                administrator=administrator,
            )
        token = invite(work, person)
    click.echo(f"{house().settings.public_url}/invitation/{token}")


@group.command("reset-factors")
@click.argument("email")
def reset_factors_(email: str) -> None:
    """Take away every second factor of a person who lost them and whom you have recognised; their sessions end."""
    with _change() as work:
        person = person_by_email(work.session, email)
        if person is None:
            raise click.ClickException(f"Aucun compte pour {email}.")
        reset_factors(work, person)
    click.echo(f"Les seconds facteurs de {person.name} sont retirés, ses sessions sont fermées.")


@contextmanager
def _change() -> Iterator[UnitOfWork]:
    try:
        with house().units.begin(SYSTEM) as work:
            yield work
    except DomainError as refused:
        raise click.ClickException(refused.detail) from refused

"""The demonstration: `flask --app wsgi demo load`."""

from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.demo.cast import PLAYERS
from app.demo.loading import SCENES, load_demo, loaded_on
from app.demo.staging import address
from app.foundation.clock import local_date
from app.foundation.errors import DomainError
from app.foundation.french import day
from app.foundation.migrations import migrate
from app.institutions.queries import is_empty
from app.people.passwords import DEMO_PASSWORD
from app.web.house import House, house

from .directory import import_with_progress, sentence

group = AppGroup("demo", help="The demonstration conference.")


@group.command("load")
@click.option("--reset", is_flag=True, help="Forget everything first. Only in the trial mode.")
def load(reset: bool) -> None:
    """Load the Hauts-de-France demonstration, dated from today."""
    home = house()
    if not home.settings.trial:
        raise click.ClickException("La démonstration ne se charge que dans un essai (COTAP_TRIAL=1).")
    if reset:
        forget_everything(home)
    try:
        if not load_with_progress(home):
            click.echo("La démonstration est déjà chargée.")
    except DomainError as refused:
        raise click.ClickException(f"{refused.detail} Rien n’a été écrit.") from refused
    with home.units.reading() as session:
        click.echo(accounts_table(session, home.units.clock()))


def forget_everything(home: House) -> None:
    """Rebuild the database from nothing, then bring the directory back."""
    click.echo("Remise à neuf des données d’essai…")
    with home.engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    home.engine.dispose()
    migrate(home.engine)
    with home.units.reading() as session:
        empty = is_empty(session)
    if empty:
        click.echo(sentence(import_with_progress(home.units)))


def load_with_progress(home: House) -> bool:
    """Load the demonstration under a progress bar; False when it was there."""
    with home.units.reading() as session:
        if loaded_on(session) is not None:
            return False
    with click.progressbar(length=SCENES, label="Conférence de démonstration") as bar:
        return load_demo(home, advance=bar.update)


def accounts_table(session: Session, now: datetime) -> str:
    """Return the demo accounts as a table, and how old the demonstration is."""
    rows = [
        (
            address(player),
            f"{player.given_name} {player.family_name}",
            " – ".join(filter(None, (player.title, player.capacity))),
        )
        for player in PLAYERS.values()
    ]
    mail, name = (max(len(row[column]) for row in rows) for column in (0, 1))
    lines = [f"  {row[0]:<{mail}}  {row[1]:<{name}}  {row[2]}" for row in rows]
    head = f"Comptes d’essai – mot de passe pour tous : {DEMO_PASSWORD}"
    return "\n".join([head, "", *lines, *_age(session, now)])


def _age(session: Session, now: datetime) -> list[str]:
    loaded = loaded_on(session)
    if loaded is None or loaded == local_date(now):
        return []
    return [
        "",
        f"La démonstration date du {day(loaded)} : sa séance « en cours » n’est plus d’aujourd’hui.",
        "Pour la recharger à neuf : make run FRESH=1",
    ]

"""The directory: `flask --app wsgi directory import`."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.foundation.actors import SYSTEM
from app.foundation.unit_of_work import Units
from app.institutions.loading import Changes, steps
from app.institutions.operations import import_directory
from app.institutions.source import BadSource, read_directory
from app.web.house import house

PUBLISHED = Path(__file__).resolve().parents[2] / "frontend/node_modules/@etalab/decoupage-administratif/data"
group = AppGroup("directory", help="The directory of French institutions.")


@group.command("import")
@click.option(
    "--from",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=PUBLISHED,
    help="Folder of regions.json, departements.json, epci.json and communes.json.",
)
def import_(folder: Path) -> None:
    """Import every French région, département, EPCI and commune; the same data twice changes nothing."""
    try:
        changes = import_with_progress(house().units, folder)
    except BadSource as refused:
        raise click.ClickException(f"{refused.title}. Rien n’a été écrit.\n{refused.detail}") from refused
    click.echo(sentence(changes))


def import_with_progress(units: Units, folder: Path = PUBLISHED) -> Changes:
    """Import the directory of that folder under a progress bar."""
    directory = read_directory(folder)
    with (
        click.progressbar(length=steps(directory), label="Annuaire des institutions") as bar,
        units.begin(SYSTEM) as work,
    ):
        return import_directory(work, directory, advance=bar.update)


def sentence(changes: Changes) -> str:
    """Say in French what the import changed."""
    if not changes.any:
        return "L’annuaire était déjà à jour."
    return (
        f"Annuaire à jour : {changes.created} institutions ajoutées, {changes.updated} modifiées, "
        f"{changes.closed} fermées ; {changes.joined} rattachements ajoutés, {changes.left} retirés."
    )

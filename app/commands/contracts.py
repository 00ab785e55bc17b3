"""Contracts, catalogue and figures from files: `contracts import`, `schemes import`, `indicators import`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.models import Conference
from app.contracts.importing.bodies import Body, read_bodies
from app.contracts.importing.catalogue import Count, import_figures, import_schemes
from app.contracts.importing.faults import BadFile, Faults
from app.contracts.importing.operations import Imported, import_contracts
from app.contracts.importing.reading import parse, text_of
from app.contracts.models import Scheme
from app.demo.data import shipped
from app.foundation.actors import SYSTEM
from app.foundation.french import count
from app.foundation.unit_of_work import UnitOfWork
from app.web.house import house

A_FILE = click.Path(path_type=Path, dir_okay=False)
contracts_group = AppGroup("contracts", help="Contracts between the State and collectivités.")
schemes_group = AppGroup("schemes", help="The catalogue of schemes.")
indicators_group = AppGroup("indicators", help="Figures about territories.")


@contracts_group.command("import")
@click.argument("file", type=A_FILE)
@click.option("--institutions", type=A_FILE, help="Bodies they name; by default institutions.json beside FILE.")
@click.option("--conference", "slug", help="The conference they belong to; by default the only one there is.")
def import_(file: Path, institutions: Path | None, slug: str | None) -> None:
    """Import contracts and their actions from FILE (JSON); the same file twice changes nothing."""
    with refusals(file.name):
        given = parse(text_of(file), file.name)
        faults = Faults()
        bodies = _bodies(institutions or file.with_name("institutions.json"), institutions is not None, faults)
        actions = sum(len(_list(record, "actions")) for record in given)
        with (
            click.progressbar(length=actions, label="Contrats et actions") as bar,
            house().units.begin(SYSTEM) as work,
        ):
            _need_catalogue(work)
            done = import_contracts(
                work,
                given,
                bodies=bodies,
                conference=_conference(work.session, slug),
                faults=faults,
                advance=bar.update,
            )
    click.echo(sentence(done))


@schemes_group.command("import")
@click.argument("file", type=A_FILE)
@click.option("--programmes", type=A_FILE, help="National programmes and their figures (JSON).")
@click.option("--projects", type=A_FILE, help="Projects that hang under no contract (JSON).")
def import_schemes_(file: Path, programmes: Path | None, projects: Path | None) -> None:
    """Import the catalogue of schemes from FILE (JSON); the same file twice changes nothing."""
    with refusals(file.name):
        read = [parse(text_of(path), path.name) if path else [] for path in (file, programmes, projects)]
        with house().units.begin(SYSTEM) as work:
            counts = import_schemes(work, read[0], programmes=read[1], projects=read[2])
    click.echo(catalogue_sentence(counts))


@indicators_group.command("import")
@click.argument("file", type=A_FILE)
@click.option("--conference", "slug", help="The conference whose region tells namesakes apart.")
def import_indicators(file: Path, slug: str | None) -> None:
    """Import figures about territories from FILE (JSON); the same file twice changes nothing."""
    with refusals(file.name):
        given = parse(text_of(file), file.name)
        with house().units.begin(SYSTEM) as work:
            conference = _conference(work.session, slug)
            done = import_figures(work, given, region_id=conference.region_id if conference else None)
    click.echo(f"{_told(done, 'indicateur')}." if done.any else "Ces indicateurs étaient déjà à jour.")


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Turn what is wrong in a file into the message of a command line."""
    try:
        yield
    except BadFile as refused:
        raise click.ClickException(f"{name} : {refused.title}. Rien n’a été écrit.\n{refused.detail}") from refused


def sentence(done: Imported) -> str:
    """Say in French what the import of contracts did."""
    if not (done.created or done.changed):
        return f"Rien à changer : {count(done.unchanged, 'contrat')} déjà à jour."
    lines = [
        f"{count(done.created, 'contrat ajouté', 'contrats ajoutés')}, "
        f"{count(done.changed, 'contrat modifié', 'contrats modifiés')}, "
        f"{count(done.unchanged, 'inchangé', 'inchangés')} ; "
        f"{count(done.actions, 'action écrite', 'actions écrites')}, "
        f"{count(done.bodies, 'institution ajoutée', 'institutions ajoutées')} à l’annuaire."
    ]
    if done.unrecognised:
        lines.append(f"{count(len(done.unrecognised), 'nom')} à reconnaître : {', '.join(done.unrecognised)}.")
    return "\n".join(lines)


def catalogue_sentence(counts: dict[str, Count]) -> str:
    """Say in French what the import of the catalogue did."""
    words = {"schemes": "dispositif", "programmes": "programme", "projects": "projet hors contrat"}
    several = {"projects": "projets hors contrat"}
    told = [_told(done, words[name], several.get(name)) for name, done in counts.items() if done.any]
    return f"Catalogue : {' ; '.join(told)}." if told else "Le catalogue était déjà à jour."


def _told(done: Count, one: str, many: str | None = None) -> str:
    return f"{count(done.created, one, many)} en plus, {done.updated} mis à jour"


def _bodies(path: Path, asked: bool, faults: Faults) -> list[Body]:
    if not asked and not path.exists():
        return read_bodies(shipped("institutions"), faults)
    return read_bodies(parse(text_of(path), path.name), faults)


def _need_catalogue(work: UnitOfWork) -> None:
    """Load the catalogue that comes with the product when there is none: contracts refer to it."""
    if work.session.scalar(select(Scheme.id).limit(1)) is None:
        counts = import_schemes(
            work,
            shipped("dispositifs"),
            programmes=shipped("programmes_nationaux"),
            projects=shipped("projets_hors_contrat"),
        )
        click.echo(catalogue_sentence(counts))


def _conference(session: Session, slug: str | None) -> Conference | None:
    if slug is not None:
        found = session.scalars(select(Conference).where(Conference.slug == slug)).one_or_none()
        if found is None:
            raise click.ClickException(f"Aucune conférence ne porte l’identifiant « {slug} ».")
        return found
    every = session.scalars(select(Conference).limit(2)).all()
    return every[0] if len(every) == 1 else None


def _list(record: Any, name: str) -> list[Any]:
    found = record.get(name) if isinstance(record, dict) else None
    return found if isinstance(found, list) else []

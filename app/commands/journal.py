"""The record from the command line: `flask --app wsgi journal verify`."""

import json

import click
from flask.cli import AppGroup

from app.journal import queries
from app.web.house import house

group = AppGroup("journal", help="The record.")


@group.command("verify")
@click.option("--stream", "only", help="Verify this stream alone, for instance « sitting:12 ».")
def verify(only: str | None) -> None:
    """Recompute positions, sequences and hashes of every stream; say where a chain is broken."""
    with house().units.reading() as session:
        heads = [head for head in queries.streams(session) if only in (None, head.stream)]
        if only and not heads:
            raise click.ClickException(f"Le flux « {only} » n’existe pas.")
        with click.progressbar(heads, label="Vérification du journal") as bar:
            breaks = [found for head in bar if (found := queries.verify_stream(session, head))]
        orphans = [] if only else queries.streams_without_head(session)
    for broken in breaks:
        click.echo(f"{broken.stream} : rupture à l’entrée {broken.position}, {broken.reason}.")
    for stream in orphans:
        click.echo(f"{stream} : des entrées sans tête de flux.")
    if breaks or orphans:
        raise SystemExit(1)
    entries = sum(head.position for head in heads)
    click.echo(f"Le journal est intact : {len(heads)} flux, {entries} entrées.")


@group.command("show")
@click.argument("stream")
@click.option("--after", default=0, help="Show what follows this position.")
def show(stream: str, after: int) -> None:
    """Print the entries of a stream, one JSON object a line."""
    with house().units.reading() as session:
        entries = queries.entries_after(session, stream, after, None)
        while entries:
            for entry in entries:
                click.echo(json.dumps(queries.wire(entry), ensure_ascii=False))
            entries = queries.entries_after(session, stream, entries[-1].position, None)

"""The pages of the journal across streams."""

from collections.abc import Callable

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.contracts.importing.sheets.cells import write_table
from app.foundation.facts import CATALOGUE
from app.foundation.unit_of_work import require
from app.home.record import lines_of
from app.journal.words import label
from app.web.house import reading
from app.web.identity import current_actor

from .asked import ActedAs, Cursor, read
from .objects import objects_of
from .policies import may_browse_journal
from .queries import entries_asked, kinds_of_stream

blueprint = Blueprint("journal_browser", __name__)
blueprint.add_app_template_global(may_browse_journal)
PAGE, MOST_EXPORTED = 50, 2000
HEADS = ("flux", "numéro", "date et heure", "fait", "en mots", "résumé", "par", "audience", "empreinte")


@blueprint.get("/administration/journal")
def browser() -> str:
    """Show the entries asked for that the reader may read, the last first."""
    require(current_actor(), may_browse_journal)
    asked = read(request.args)
    with reading() as session:
        found = entries_asked(session, current_actor(), asked, PAGE + 1)
        page = found[:PAGE]
        last = page[-1] if len(found) > PAGE else None
        cursor = Cursor(occurred_at=last.occurred_at, stream=last.stream, position=last.position) if last else None
        return render_template(
            "pages/journal/browser.html",
            asked=asked,
            lines=list(zip(page, lines_of(session, page), strict=True)),
            objects=objects_of(session, page),
            following=asked.query(cursor) if cursor else "",
            exported=asked.query(),
            abouts=[(kind, ABOUT[kind]() if kind in ABOUT else kind) for kind in kinds_of_stream(session)],
            kinds=sorted(((kind, label(kind)) for kind in CATALOGUE if "." in kind), key=lambda pair: pair[1]),
            acted_as=[(one.value, words()) for one, words in ACTED.items()],
        )


@blueprint.get("/administration/journal.csv")
def export() -> Response:
    """Give the same entries as a table, the last two thousand at most."""
    require(current_actor(), may_browse_journal)
    asked = read(request.args)
    with reading() as session:
        found = entries_asked(session, current_actor(), asked, MOST_EXPORTED)
        lines = lines_of(session, found)
    rows = [
        (
            *(entry.stream, str(entry.position), entry.occurred_at.isoformat(), entry.kind, line.label, line.gist),
            *(line.by, entry.audience, entry.hash),
        )
        for entry, line in zip(found, lines, strict=True)
    ]
    headers = {"Content-Disposition": 'attachment; filename="journal.csv"'}
    return Response(write_table(HEADS, rows), mimetype="text/csv", headers=headers)


ABOUT: dict[str, Callable[[], str]] = {
    "account": lambda: _("Comptes"),
    "body": lambda: _("Instances"),
    "conference": lambda: _("Conférences"),
    "contract": lambda: _("Contrats"),
    "directory": lambda: _("Annuaire"),
    "interpellation": lambda: _("Interpellations"),
    "moderation": lambda: _("Modération"),
    "people": lambda: _("Personnes"),
    "platform": lambda: _("Plateforme"),
    "sitting": lambda: _("Séances"),
}
ACTED: dict[ActedAs, Callable[[], str]] = {
    ActedAs.CHAIR: lambda: _("Présidence de la conférence"),
    ActedAs.DELEGATE: lambda: _("Membre (siège votant)"),
    ActedAs.OBSERVER: lambda: _("Membre (siège d’observation)"),
    ActedAs.SECRETARY: lambda: _("Secrétariat"),
    ActedAs.PARTNER: lambda: _("Représentant de l’État"),
    ActedAs.CONTRACT_OFFICER: lambda: _("Référent contractualisation"),
    ActedAs.BODY_OFFICER: lambda: _("Bureau d’une instance"),
    ActedAs.WATCHER: lambda: _("Vigie d’un contrat"),
    ActedAs.ADMINISTRATOR: lambda: _("Administration de la plateforme"),
    ActedAs.NOBODY: lambda: _("Compte sans fonction ce jour-là"),
    ActedAs.SYSTEM: lambda: _("Système ou visiteur"),
}

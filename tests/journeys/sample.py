"""Where each page of the accessibility sample is in the demonstration, and who looks at it."""

from collections.abc import Callable

from sqlalchemy import select

from app.contracts.models import Contract
from app.home.accessibility.sample import SAMPLE, Page
from app.interpellations.models import Interpellation
from app.sittings.models import AgendaItem, ItemDocument
from app.sittings.words import SittingState
from tests.journeys.demo import Demo

Way = tuple[Callable[[Demo], str], str | None]
CHAIR, CITIZEN = "dunkerque", "secretariat"


def _conference(_demo: Demo) -> str:
    return "/conferences/hauts-de-france"


def _with_documents(demo: Demo) -> str:
    with demo.reading() as session:
        item = select(AgendaItem.sitting_id).join(ItemDocument, ItemDocument.item_id == AgendaItem.id)
        return f"/seances/{session.scalars(item.order_by(AgendaItem.sitting_id).limit(1)).one()}"


def _under_way(part: str) -> Callable[[Demo], str]:
    return lambda demo: f"/seances/{demo.sitting(SittingState.OPEN).id}/{part}"


def _minutes(demo: Demo) -> str:
    return f"/seances/{demo.sitting(SittingState.CLOSED).id}/proces-verbal"


def _interpellation(demo: Demo) -> str:
    with demo.reading() as session:
        return (
            f"/interpellations/{session.scalars(select(Interpellation.number).order_by(Interpellation.number)).first()}"
        )


def _contract(demo: Demo) -> str:
    with demo.reading() as session:
        return session.scalars(select(Contract.slug).where(Contract.slug.startswith("contrat-d-essai"))).one()


def _fixed(path: str) -> Callable[[Demo], str]:
    return lambda _demo: path


WAYS: dict[Page, Way] = {
    **{sampled.page: (_fixed(sampled.address), None) for sampled in SAMPLE if "…" not in sampled.address},
    Page.ACCOUNT: (_fixed("/compte"), CHAIR),
    Page.CONFERENCE: (_conference, None),
    Page.SITTING: (_with_documents, None),
    Page.ROOM: (_under_way("salle"), CHAIR),
    Page.PROJECTION: (_under_way("projection"), None),
    Page.MINUTES: (_minutes, None),
    Page.INTERPELLATION: (_interpellation, None),
    Page.ASKING: (lambda demo: f"/interpellations/nouvelle?contrat={_contract(demo)}", CITIZEN),
    Page.CONTRACT: (lambda demo: f"/contrats/{_contract(demo)}", None),
    Page.SEARCH: (_fixed("/recherche?q=sante"), None),
}

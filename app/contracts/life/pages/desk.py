"""The desk of a contract: where it stands, what is missing, and each part that is written on its way to signature."""

from flask import render_template, request
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conferences.queries.composition import written_as
from app.contracts import standing
from app.contracts.life.queries import desk as reads
from app.contracts.life.queries.situation import (
    contract_span,
    obligations_of,
    parties_of,
    places_of,
    situation_of,
)
from app.contracts.models import Axis, Contract, NegotiationRound, SignedText
from app.contracts.pages.blueprint import blueprint
from app.contracts.rules.checklist import checklist, missing
from app.contracts.rules.midterm import mid_term
from app.contracts.rules.next_act import next_act
from app.contracts.rules.perimeter import KINDS
from app.contracts.rules.requirements import Moment
from app.contracts.rules.settings import ContractSettings
from app.contracts.words import PerimeterKind
from app.institutions import queries as directory
from app.institutions.words import InstitutionKind
from app.web.house import reading
from app.web.identity import current_actor

from .frame import desk, entered, today
from .options import named, natures, written_euros

MOST_SUGGESTED = 12


@blueprint.get("/contrats/<slug>/bureau")
def desk_home(slug: str) -> str:
    """Show where the contract stands, the next act first, then the whole checklist."""
    with reading() as session:
        contract = entered(session, slug)
        rows = checklist(situation_of(session, contract, today()))
        open_round = _open_round(session, contract)
        unsigned = sum(party.signed_on is None for party in contract.parties)
        return render_template(
            "pages/contracts/desk/home.html",
            **desk(contract, ""),
            rows=rows,
            lacking=missing(rows, Moment.SIGNATURE),
            next_act=next_act(contract.state, rows, open_round=open_round, unsigned=unsigned),
            span=contract_span(contract),
        )


def _open_round(session: Session, contract: Contract) -> int | None:
    wanted = NegotiationRound.contract_id == contract.id, NegotiationRound.closed_at.is_(None)
    return session.scalar(select(NegotiationRound.number).where(*wanted).limit(1))


@blueprint.get("/contrats/<slug>/bureau/identite")
def desk_identity(slug: str) -> str:
    """Show what identifies the contract, and the form that corrects it."""
    with reading() as session:
        contract = entered(session, slug)
        span = contract_span(contract)
        share = ContractSettings.from_json(contract.settings).midterm_share
        return render_template(
            "pages/contracts/desk/identity.html",
            **desk(contract, "identite"),
            axes=session.scalars(select(Axis).where(Axis.contract_id == contract.id).order_by(Axis.rank)).all(),
            scheme_options=named(reads.schemes(session)),
            nature_options=natures(),
            total="" if contract.total_cents is None else written_euros(contract.total_cents),
            span=span,
            mid_term_on=mid_term(span, share) if span else None,
            obligations=obligations_of(session, contract),
            described=ContractSettings.describe(),
            values=ContractSettings.from_json(contract.settings).to_json(),
        )


@blueprint.get("/contrats/<slug>/bureau/parties")
def desk_parties(slug: str) -> str:
    """Show the parties with their agents, and the forms that add, remove and name."""
    with reading() as session:
        contract = entered(session, slug)
        return render_template(
            "pages/contracts/desk/parties.html",
            **desk(contract, "parties"),
            parties=parties_of(session, contract.id),
            found=_searched(session, tuple(InstitutionKind)),
            asked=request.args.get("q", ""),
        )


def _searched(session: Session, kinds: tuple[InstitutionKind, ...]) -> list[tuple[str, str, int]]:
    """Return what a search proposes: how a form writes it, where it is, its identifier."""
    found = directory.search(session, request.args.get("q", ""), kinds=kinds, limit=MOST_SUGGESTED)
    return [(written_as(one.institution), one.within, one.institution.id) for one in found]


@blueprint.get("/contrats/<slug>/bureau/perimetre")
def desk_perimeter(slug: str) -> str:
    """Show the perimeter: searched and added one by one, or pasted as a list."""
    with reading() as session:
        contract = entered(session, slug)
        kind = contract.perimeter_kind or PerimeterKind.ADMINISTRATIVE
        places = places_of(session, contract.id)
        return render_template(
            "pages/contracts/desk/perimeter.html",
            **desk(contract, "perimetre"),
            places=places,
            kind=kind,
            found=_searched(session, tuple(KINDS[kind])),
            asked=request.args.get("q", ""),
            pasted="\n".join(written_as(place.institution) for place in places if place.institution),
        )


@blueprint.get("/contrats/<slug>/bureau/finalites")
def desk_finalites(slug: str) -> str:
    """Show what the contract serves, and how it came to."""
    with reading() as session:
        contract = entered(session, slug)
        seated = contract.conference_id is not None and current_actor().holds(contract.conference_id, *standing.SEATED)
        attached = reads.attachments_of(session, contract.id)
        serving = {one.finalite_id for one, _ in attached if one.detached_at is None}
        return render_template(
            "pages/contracts/desk/finalites.html",
            **desk(contract, "finalites"),
            attached=attached,
            open_finalites=[f for f in reads.finalites_open(session, contract.conference_id) if f.id not in serving],
            decisions=reads.decisions_known(session, contract.conference_id, members=seated),
        )


@blueprint.get("/contrats/<slug>/bureau/signature")
def desk_signature(slug: str) -> str:
    """Show who has signed, what still blocks, and the form of each party."""
    with reading() as session:
        contract = entered(session, slug)
        rows = checklist(situation_of(session, contract, today()))
        sealed = session.scalars(
            select(SignedText).where(SignedText.contract_id == contract.id, SignedText.number == 0)
        ).one_or_none()
        return render_template(
            "pages/contracts/desk/signature.html",
            **desk(contract, "signature"),
            lacking=missing(rows, Moment.SIGNATURE),
            lacking_force=missing(rows, Moment.FORCE),
            sealed=sealed,
        )

"""The « volet contractualisation » that an agent in charge prints for their job description (R7.2)."""

from flask import Response, make_response, render_template

from app.contracts.clauses.pdf import agent_sheet
from app.contracts.life.sheet import agent_in, sheet_of
from app.contracts.pages.blueprint import blueprint
from app.people.throttling import spend_print
from app.web.house import reading

from .frame import desk, entered


@blueprint.get("/contrats/<slug>/bureau/agents/<int:agent_id>")
def agent_page(slug: str, agent_id: int) -> str:
    """Show the sheet of an agent in charge."""
    with reading() as session:
        contract = entered(session, slug)
        agent, party = agent_in(session, contract, agent_id)
        return render_template(
            "pages/contracts/desk/agent.html",
            **desk(contract, "parties"),
            agent=agent,
            sheet=sheet_of(session, contract, agent, party),
        )


@blueprint.get("/contrats/<slug>/bureau/agents/<int:agent_id>/volet.pdf")
def agent_pdf(slug: str, agent_id: int) -> Response:
    """Give the sheet of an agent as a tagged PDF."""
    spend_print()
    with reading() as session:
        contract = entered(session, slug)
        agent, party = agent_in(session, contract, agent_id)
        sheet = sheet_of(session, contract, agent, party)
    content = agent_sheet(sheet)
    response = make_response(content)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="volet-{slug}-{agent_id}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response

"""The only writer of what watchers declare having read (I10)."""

from sqlalchemy import func, select

from app.contracts.models import Contract
from app.foundation.errors import Invalid, OutOfDate
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.bodies.queries import running
from app.interpellations.models import GuideVersion, Watcher

from .events import GuideRead
from .making import Guide, make_guide
from .policies import may_acknowledge_guide


def acknowledge_guide(work: UnitOfWork, contract: Contract, *, digest: str, declared: bool) -> GuideVersion:
    """Put on record that a watcher has read the guide made on this text; the guide is kept as it was read."""
    work.allow(may_acknowledge_guide, contract.id)
    if not declared:
        raise Invalid(
            "Cochez la case : vous déclarez avoir lu le guide.",
            errors=[{"pointer": "#/declared", "detail": "À cocher quand vous avez lu le guide."}],
        )
    guide = make_guide(work.session, contract)
    if digest != guide.digest:
        raise OutOfDate("Le texte du contrat a changé pendant votre lecture : voici le guide à jour, relisez-le.")
    version = _version(work, contract, guide)
    for watcher in _designations(work, contract):
        if watcher.guide_digest == guide.digest:
            continue
        watcher.guide_read_at, watcher.guide_digest = work.now(), guide.digest
        work.record(
            GuideRead(
                stream=watcher.body.stream,
                watcher_id=watcher.id,
                sentence=f"Version {version.number} du guide de {quoted(contract.title)}",
                contract_id=contract.id,
                contract=contract.title,
                version=version.number,
                digest=guide.digest,
            )
        )
    return version


def _designations(work: UnitOfWork, contract: Contract) -> list[Watcher]:
    mine = (Watcher.person_id == work.actor.person_id, Watcher.contract_id == contract.id, running(work.today()))
    return list(work.session.scalars(select(Watcher).where(*mine).order_by(Watcher.id)))


def _version(work: UnitOfWork, contract: Contract, guide: Guide) -> GuideVersion:
    """Return the version of this text, kept the first time somebody reads it; the contract's row is locked."""
    of_contract = GuideVersion.contract_id == contract.id
    known = work.session.scalars(select(GuideVersion).where(of_contract, GuideVersion.digest == guide.digest)).first()
    if known is not None:
        return known
    last = work.session.scalar(select(func.max(GuideVersion.number)).where(of_contract)) or 0
    version: GuideVersion = work.add(
        GuideVersion(
            contract_id=contract.id,
            number=last + 1,
            digest=guide.digest,
            made_at=work.now(),
            content=guide.content,
        )
    )
    return version

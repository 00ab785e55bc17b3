"""The only writers of the catalogue and of territory figures: what changed is written, the rest is left alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.contracts.models import OutsideProject, Programme, ProgrammeFigure, Scheme, TerritoryFigure
from app.contracts.policies import may_import_contracts
from app.foundation.database import Model
from app.foundation.unit_of_work import UnitOfWork

from .catalogue_reading import Row, read_figures, read_programmes, read_projects, read_schemes
from .events import CatalogueImported, FiguresImported
from .faults import Faults
from .recognition import recogniser


@dataclass(kw_only=True)
class Count:
    """How many rows an import created and changed."""

    created: int = 0
    updated: int = 0

    @property
    def any(self) -> bool:
        """Tell whether anything was written."""
        return bool(self.created or self.updated)


def import_schemes(
    work: UnitOfWork, schemes: list[Any], *, programmes: Sequence[Any] = (), projects: Sequence[Any] = ()
) -> dict[str, Count]:
    """Bring the catalogue to what the files say, or raise `BadFile`; the same files twice change nothing."""
    work.allow(may_import_contracts)
    faults = Faults()
    scheme_rows = read_schemes(schemes, faults)
    programme_rows = read_programmes(list(programmes), faults)
    project_rows = read_projects(list(projects), faults)
    known = {row["code"] for row in scheme_rows} | set(work.session.scalars(select(Scheme.code)))
    _check_schemes(programme_rows, project_rows, known, faults)
    faults.refuse_if_any()
    counts = {
        "schemes": _write_schemes(work, scheme_rows),
        "programmes": _write_programmes(work, programme_rows),
        "projects": _write_projects(work, project_rows),
    }
    if any(count.any for count in counts.values()):
        told = {name: {"created": c.created, "updated": c.updated} for name, c in counts.items() if c.any}
        work.record(CatalogueImported(counts=told))
    return counts


def _check_schemes(programmes: list[Row], projects: list[Row], known: set[str], faults: Faults) -> None:
    for number, row in enumerate(programmes, start=1):
        if row["scheme"] and row["scheme"] not in known:
            place = f"programme {number}, « {row['code']} », champ dispositif"
            faults.add(place, f"le dispositif « {row['scheme']} » n’est pas au catalogue.")
    for row in projects:
        for code in row["scheme_codes"]:
            if code not in known:
                place = f"projet {row['rank']}, « {row['code']} », champ dispositif"
                faults.add(place, f"le dispositif « {code} » n’est pas au catalogue.")


def _write_schemes(work: UnitOfWork, rows: list[Row]) -> Count:
    known = {scheme.code: scheme for scheme in work.session.scalars(select(Scheme))}
    count = Count()
    for given in rows:
        row = given | {"obligations": given["obligations"].to_json()}
        entity = known.get(row["code"])
        if entity is None:
            work.session.add(Scheme(**row, imported_at=work.now()))
            count.created += 1
        elif _changed(entity, row):
            entity.imported_at = work.now()
            count.updated += 1
    work.session.flush()
    return count


def _write_programmes(work: UnitOfWork, rows: list[Row]) -> Count:
    ids = dict(work.session.execute(select(Scheme.code, Scheme.id)).all())
    known = {programme.code: programme for programme in work.session.scalars(select(Programme))}
    count = Count()
    for given in rows:
        figures = given["figures"]
        row = {name: value for name, value in given.items() if name not in ("figures", "scheme")}
        row["scheme_id"] = ids.get(given["scheme"])
        entity = known.get(row["code"])
        if entity is None:
            entity = work.add(Programme(**row))
            count.created += 1
        elif _changed(entity, row) | (_told(entity.figures) != figures):
            count.updated += 1
        if _told(entity.figures) != figures:
            entity.figures.clear()
            work.session.flush()
            entity.figures.extend(ProgrammeFigure(programme_id=entity.id, **figure) for figure in figures)
    work.session.flush()
    return count


def _told(figures: Sequence[ProgrammeFigure]) -> list[Row]:
    names = ("rank", "label", "category", "value", "unit", "dated", "qualifier", "note", "source")
    return [{name: getattr(figure, name) for name in names} for figure in figures]


def _write_projects(work: UnitOfWork, rows: list[Row]) -> Count:
    region = None
    knows = recogniser(work.session, {row["owner_name"] for row in rows if row["owner_name"]}, region)
    for row in rows:
        owner = knows.body(row["owner_name"]) if row["owner_name"] else None
        if owner:
            row["owner_id"] = owner.id
    return _write(work, OutsideProject, "code", rows)


def import_figures(work: UnitOfWork, given: list[Any], *, region_id: int | None = None) -> Count:
    """Bring territory figures to what the file says. Raise `BadFile` with all faults."""
    work.allow(may_import_contracts)
    faults = Faults()
    rows = read_figures(given, faults)
    faults.refuse_if_any()
    knows = recogniser(work.session, {row["territory"] for row in rows}, region_id)
    known = set(work.session.scalars(select(TerritoryFigure.key)))
    for row in rows:
        found = knows.place(row["territory"])
        # A territory once recognised by the desk stays so, whatever the next file calls it.
        if found or row["key"] not in known:
            row["institution_id"] = found.id if found else None
    count = _write(work, TerritoryFigure, "key", rows)
    if count.any:
        work.record(FiguresImported(created=count.created, updated=count.updated))
    return count


def _write(work: UnitOfWork, entity: type[Model], key: str, rows: list[Row]) -> Count:
    known = {getattr(one, key): one for one in work.session.scalars(select(entity))}
    count = Count()
    for row in rows:
        here = known.get(row[key])
        if here is None:
            work.session.add(entity(**row))
            count.created += 1
        elif _changed(here, row):
            count.updated += 1
    work.session.flush()
    return count


def _changed(entity: Model, row: Row) -> bool:
    """Give the entity what differs; tell whether anything did. 12 and 12.000000 are the same number."""
    different = False
    for name, value in row.items():
        if getattr(entity, name) != value:
            setattr(entity, name, value)
            different = True
    return different

"""The command line: a fresh database needs the file alone, and a bad file is told with its places."""

import json

from sqlalchemy import func, select

from app.commands.contracts import contracts_group, indicators_group, schemes_group
from app.contracts.models import Action, Contract, Scheme, TerritoryFigure
from app.demo.data import shipped


def run(app, group, *args):
    return app.test_cli_runner().invoke(group, list(args))


def count(home, entity):
    with home.units.reading() as session:
        return session.scalar(select(func.count(entity.id)))


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, default=float), encoding="utf-8")
    return str(path)


def test_p2_a_fresh_database_needs_the_file_alone(app, home, tmp_path):
    path = written(tmp_path, "contrats.json", shipped("contrats"))
    first = run(app, contracts_group, "import", path)
    assert first.exit_code == 0, first.output
    assert "45 contrats ajoutés" in first.output.replace("\N{NO-BREAK SPACE}", " ")
    assert (count(home, Contract), count(home, Action), count(home, Scheme)) == (45, 108, 31)
    again = run(app, contracts_group, "import", path)
    assert "Rien à changer" in again.output


def test_p2_a_bad_file_is_told_with_its_places_and_nothing_is_written(app, home, tmp_path):
    given = shipped("contrats")
    given[2]["actions"][1]["cout_total_eur"] = -4
    given[7]["dispositif"] = "nulle-part"
    refused = run(app, contracts_group, "import", written(tmp_path, "contrats.json", given))
    assert refused.exit_code == 1
    assert "Rien n’a été écrit" in refused.output
    assert "contrat 3, « convention-ecocite-mel-2016 », action 2, champ cout_total_eur" in refused.output
    assert "contrat 8, « contrat-ruralite-champagne-picarde », champ dispositif" in refused.output
    assert (count(home, Contract), count(home, Scheme)) == (0, 0)


def test_p2_a_missing_or_broken_file_is_told_in_words(app, tmp_path):
    missing = run(app, contracts_group, "import", str(tmp_path / "rien.json"))
    broken = run(app, schemes_group, "import", written(tmp_path, "casse.json", '[{"code":'))
    assert (missing.exit_code, broken.exit_code) == (1, 1)
    assert "ne peut pas être ouvert" in missing.output
    assert "ligne 1, colonne" in broken.output


def test_p1_the_catalogue_and_the_figures_have_their_own_commands(app, home, tmp_path):
    schemes = written(tmp_path, "dispositifs.json", shipped("dispositifs"))
    programmes = written(tmp_path, "programmes.json", shipped("programmes_nationaux"))
    figures = written(tmp_path, "indicateurs.json", shipped("indicateurs"))
    assert "31 dispositifs" in run(app, schemes_group, "import", schemes, "--programmes", programmes).output.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "déjà à jour" in run(app, schemes_group, "import", schemes, "--programmes", programmes).output
    assert "113 indicateurs" in run(app, indicators_group, "import", figures).output.replace("\N{NO-BREAK SPACE}", " ")
    assert "déjà à jour" in run(app, indicators_group, "import", figures).output
    assert (count(home, Scheme), count(home, TerritoryFigure)) == (31, 113)

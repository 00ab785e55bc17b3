"""Actions as JSON: the same figures as the pages, unknown as null."""

from tests.builders.contracts import a_funding_line, an_action


def test_p2_the_json_of_a_contract_s_actions_has_exact_figures_and_null_for_what_is_unknown(desk, client, queries):
    desk.world.update(desk.action, cost_cents=123_456_789_012)
    a_funding_line(desk.world, desk.action, 5_000, paid_cents=None)
    an_action(desk.world, desk.contract, title="Sans rien")
    with queries(12):
        answer = client.get(f"/api/v1/contracts/{desk.contract.slug}/actions").get_json()
    first, second = answer["actions"]
    assert (first["cost_cents"], first["funding"][0]["amount_cents"], first["funding"][0]["paid_cents"]) == (
        123_456_789_012, 5_000, None,
    )  # fmt: skip
    assert (second["cost_cents"], second["health"], second["why"]) == (
        None, "unknown", "aucune nouvelle connue\N{NARROW NO-BREAK SPACE}; avancement inconnu"
        "\N{NARROW NO-BREAK SPACE}; aucune échéance fixée",
    )  # fmt: skip
    assert answer["sums"] == {
        "actions": 2, "cost_cents": 123_456_789_012, "unknown_costs": 1, "funded_cents": 5_000,
        "health": {"unknown": 2}, "done_share": 0.0, "unknown_share": 1.0, "weighted_by": "cost",
    }  # fmt: skip


def test_r1_4_an_action_as_json_has_its_history_and_its_version(desk, client):
    desk.say(progress="under_way", text="Le chantier a ouvert.")
    answer = client.get(f"/api/v1/actions/{desk.action.code}").get_json()
    assert (answer["progress"], answer["version"]) == ("under_way", 2)
    assert answer["history"][0]["changes"] == {"progress": ["unknown", "under_way"]}
    assert "person" not in answer["history"][0]


def test_the_filters_of_the_page_are_those_of_the_api_and_a_draft_is_not_found(desk, client):
    path = f"/api/v1/contracts/{desk.contract.slug}/actions"
    assert client.get(f"{path}?q=halle").get_json()["sums"]["actions"] == 1
    assert client.get(f"{path}?q=zzz").get_json()["actions"] == []
    desk.world.update(desk.contract, public=False)
    assert client.get(path).status_code == 404
    assert client.get(f"/api/v1/actions/{desk.action.code}").status_code == 404
    assert client.get("/api/v1/actions/%00").status_code == 404


def test_a_conflict_by_api_says_the_current_version(desk, as_):
    client = as_(desk.officer)
    desk.say(percent=10)
    body = {"data": {"action_id": desk.action.id, "text": "Trop tard."}, "expected_version": 1}
    answer = client.post("/api/v1/commands/action.update", json=body)
    assert (answer.status_code, answer.get_json()["current_version"]) == (409, 2)

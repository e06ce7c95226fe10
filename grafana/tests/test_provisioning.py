"""Grafana's provisioning files against their schema, the dashboards and each other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

GRAFANA = Path(__file__).parents[1]
SCHEMA = json.loads((GRAFANA / "tests/provisioning.schema.json").read_text())
FILES = sorted((GRAFANA / "provisioning").glob("*/*.yaml"))
DASHBOARDS = {file.stem: json.loads(file.read_text()) for file in sorted((GRAFANA / "dashboards").glob("*.json"))}


def load(path: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((GRAFANA / "provisioning" / path).read_text())
    return content


def rules() -> list[dict[str, Any]]:
    return [rule for group in load("alerting/rules.yaml")["groups"] for rule in group["rules"]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_file_meets_its_schema(file: Path) -> None:
    schema = {**SCHEMA, "$ref": f"#/$defs/{file.parent.name}"}
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(file.read_text()))


def test_a_misspelt_key_is_refused() -> None:
    content = load("alerting/rules.yaml")
    content["groups"][0]["rules"][0]["noDatastate"] = "OK"
    with pytest.raises(jsonschema.ValidationError, match="noDatastate"):
        jsonschema.Draft202012Validator({**SCHEMA, "$ref": "#/$defs/alerting"}).validate(content)


def test_rules_lead_from_a_series_to_a_threshold() -> None:
    for rule in rules():
        queries = {query["refId"]: query for query in rule["data"]}
        assert all(reference == query["model"]["refId"] for reference, query in queries.items())
        condition = queries[rule["condition"]]["model"]
        assert condition["type"] == "threshold"
        value = queries[condition["expression"]]["model"]
        assert value["type"] == "reduce"
        assert "target" in queries[value["expression"]]["model"]


def test_uids_are_fixed_and_unique() -> None:
    assert {name: d["uid"] for name, d in DASHBOARDS.items()} == {
        "model": "bank-rs-model",
        "recommendations": "bank-rs-recommendations",
        "service": "bank-rs-service",
    }
    uids = [rule["uid"] for rule in rules()]
    assert len(set(uids)) == len(uids)
    assert {"bank-rs-error-share", "bank-rs-latency", "bank-rs-no-data", "bank-rs-drift", "bank-rs-shed"} <= set(uids)
    assert {rule["annotations"]["__dashboardUid__"] for rule in rules()} <= {d["uid"] for d in DASHBOARDS.values()}


def test_panels_ask_the_provisioned_datasource_and_do_not_overlap() -> None:
    source = load("datasources/graphite.yaml")["datasources"][0]
    for dashboard in DASHBOARDS.values():
        taken: set[tuple[int, int]] = set()
        for panel in dashboard["panels"]:
            assert panel["datasource"] == {"type": source["type"], "uid": source["uid"]}
            assert panel["description"]
            at = panel["gridPos"]
            cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
            assert not cells & taken, panel["title"]
            assert at["x"] + at["w"] <= 24
            taken |= cells
        names = {variable["name"] for variable in dashboard["templating"]["list"]}
        targets = [target["target"] for panel in dashboard["panels"] for target in panel["targets"]]
        used = {name for target in targets for name in names_in(target)}
        assert used == names, dashboard["title"]
        tags = {tuple(annotation["target"]["tags"]) for annotation in dashboard["annotations"]["list"]}
        assert tags == {("bank-rs", "promotion"), ("bank-rs", "refusal"), ("bank-rs", "reload")}


def test_the_documentation_shows_every_panel_and_rule() -> None:
    text = (GRAFANA.parent / "docs/dashboards.md").read_text()
    shown = set()
    for name, dashboard in DASHBOARDS.items():
        assert f"`/d/{dashboard['uid']}`" in text
        for panel in dashboard["panels"]:
            slug = re.sub(r"[^a-z0-9]+", "-", panel["title"].lower()).strip("-")
            picture = f"pictures/{name}-{slug}.png"
            assert f"| {panel['title']} | {panel['description']} | ![{panel['title']}]({picture}) |" in text
            assert (GRAFANA.parent / "docs" / picture).is_file(), "make watch-demo PICTURES=docs/pictures"
            shown.add(picture)
    assert {f"pictures/{file.name}" for file in (GRAFANA.parent / "docs/pictures").iterdir()} == shown
    assert re.findall(r"(?m)^\| ([A-Z][a-z ]+) \| .*\|$", text.split("## Alert rules")[1]) == [
        r["title"] for r in rules()
    ]


def names_in(target: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", target))

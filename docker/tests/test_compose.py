"""The compose file against what it configures: hosts, ports, variables, commands, files, secrets."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yaml").read_text())
NATIVE = yaml.safe_load((ROOT / "docker-compose.native.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
# Where each server listens inside its container, whatever the compose file says.
PORTS = {
    "postgres": {5432},
    "s3": {9000},
    "spark-master": {7077, 8080},
    "mlflow": {5000},
    "airflow-api-server": {8080},
    "graphite": {8080, 2003},
    "grafana": {3000},
    "scoring-service": {8080},
}


def environment(service: str) -> dict[str, str]:
    return {key: str(value) for key, value in SERVICES[service].get("environment", {}).items()}


def command(service: str) -> str:
    return " ".join(SERVICES[service].get("command", []))


@pytest.mark.skipif(shutil.which("docker-compose") is None, reason="docker-compose is not installed")
@pytest.mark.parametrize("files", [["docker-compose.yaml"], ["docker-compose.yaml", "docker-compose.native.yaml"]])
def test_compose_accepts_it(files: list[str]) -> None:
    arguments = [part for file in files for part in ("-f", file)]
    checked = subprocess.run(
        ["docker-compose", *arguments, "config", "-q"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_every_address_leads_to_a_service_and_its_port() -> None:
    text = (ROOT / "docker-compose.yaml").read_text()
    text += (ROOT / "docker/spark/spark-defaults.conf").read_text()
    text += (ROOT / "grafana/provisioning/datasources/graphite.yaml").read_text()
    found = re.findall(r"(?:http|spark|psycopg2)://(?:\w+@)?([a-z0-9.-]+):(\d+)", text)
    assert len(found) > 10
    for host, port in found:
        if host == "127.0.0.1":
            assert int(port) in {p for ports in PORTS.values() for p in ports}
        else:
            assert int(port) in PORTS[host], f"{host}:{port}"
    scoring = environment("scoring-service")
    assert int(scoring["BANKRS_GRAPHITE_PORT"]) in PORTS[scoring["BANKRS_GRAPHITE_HOST"]]
    spark = json.loads(environment("airflow-scheduler")["AIRFLOW_CONN_SPARK_DEFAULT"])
    assert spark["port"] in PORTS[spark["host"].removeprefix("spark://")]
    assert spark["extra"]["spark-binary"] == "spark-submit"
    assert "spark.driver.host                 airflow-scheduler" in text


def test_graphite_keeps_every_push_and_the_last_of_totals() -> None:
    schemas = ConfigParser()
    schemas.read(ROOT / "graphite/storage-schemas.conf")
    first = next(s for s in schemas.sections() if re.search(schemas[s]["pattern"], "bank-rs.requests.count"))
    step = environment("scoring-service")["BANKRS_GRAPHITE_STEP"]
    assert schemas[first]["retentions"].startswith(f"{step}:")
    rules = ConfigParser()
    rules.read(ROOT / "graphite/storage-aggregation.conf")
    methods = {
        name: next(rules[s]["aggregationMethod"] for s in rules.sections() if re.search(rules[s]["pattern"], name))
        for name in (
            "bank-rs.requests.count",
            "bank-rs.response_time.p99",
            "bank-rs.quality.champion.map_at_7",
            "bank-rs.drift.age",
        )
    }
    assert list(methods.values()) == ["last", "max", "last", "average"]


def test_servers_listen_where_others_look_for_them() -> None:
    assert "--port=5000" in command("mlflow")
    assert "mlflow:5000" in command("mlflow").split("--allowed-hosts=")[1]
    assert "--port 7077 --webui-port 8080" in command("spark-master")
    assert "--host spark-master" in command("spark-master")
    assert "--port 8080" in command("airflow-api-server")
    assert "s3proxy.endpoint=http://0.0.0.0:9000" in (ROOT / "docker/s3/start.sh").read_text()
    assert "EXPOSE 8080" in (ROOT / "scoring-service/src/main/docker/Dockerfile.jvm").read_text()
    for name, service in SERVICES.items():
        for published in service.get("ports", []):
            interface, _, inside = published.split(":")
            assert interface == "127.0.0.1", f"{name} is published to everybody"
            assert int(inside) in PORTS[name]
    outside = [port.split(":")[1] for service in SERVICES.values() for port in service.get("ports", [])]
    assert len(outside) == len(set(outside))


def test_the_services_settings_exist() -> None:
    config = (ROOT / "scoring-service/src/main/java/org/bankrs/scoring/ScoringConfig.java").read_text()
    known = set()
    for group, body in re.findall(r"\n  interface (\w+) \{(.*?)\n  \}", config, re.DOTALL):
        for setting in re.findall(r"\n    [\w<>]+ (\w+)\(\);", body):
            dashed = re.sub(r"([A-Z])", r"_\1", setting).upper()
            known.add(f"BANKRS_{group.upper()}_{dashed}")
    assert "BANKRS_MODEL_PATH" in known
    used = {key for key in environment("scoring-service") if key.startswith("BANKRS_")}
    assert used
    assert used <= known
    # The service follows the alias that the job moves, and keeps its copy on a volume.
    scoring = environment("scoring-service")
    registry = (ROOT / "spark-job/src/main/java/org/bankrs/job/registry/Alias.java").read_text()
    assert scoring["BANKRS_MODEL_URI"] == "models:/bank-rs@champion"
    assert scoring["BANKRS_SHADOW_URI"] == "models:/bank-rs@challenger"
    assert 'CHAMPION = "champion"' in registry
    assert 'CHALLENGER = "challenger"' in registry
    assert scoring["MLFLOW_TRACKING_URI"] == environment("airflow-scheduler")["MLFLOW_TRACKING_URI"]
    assert f"models:{scoring['BANKRS_MODEL_CACHE']}" in SERVICES["scoring-service"]["volumes"]


def test_the_jobs_variables_are_read_by_it() -> None:
    sources = "".join(path.read_text() for path in (ROOT / "spark-job/src/main/java").rglob("*.java"))
    sources += "".join(path.read_text() for path in (ROOT / "airflow/dags").glob("*.py"))
    for key in environment("airflow-scheduler"):
        if not key.startswith("AIRFLOW_"):
            assert f'"{key.removesuffix("_FILE")}"' in sources, f"nobody reads {key}"
    image = (ROOT / "docker/python/Dockerfile").read_text()
    for variable in re.findall(r'environ(?:\.get\(|\[)"([A-Z_]+)"', sources):
        given = variable in environment("airflow-scheduler") or f"{variable}=" in image
        assert given or variable == "MLFLOW_EXPERIMENT_NAME", f"nobody gives {variable}"


def test_buckets_of_the_dags_and_of_mlflow_are_made() -> None:
    made = set(SERVICES["s3"]["command"])
    dags = (ROOT / "airflow/dags/bank_rs_training.py").read_text()
    assert set(re.findall(r"s3a://(\w+)/", dags)) <= made
    assert set(re.findall(r"s3://(\w+)/", command("mlflow"))) <= made


def test_files_that_are_mounted_or_copied_exist() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).exists()
    for name, service in [*SERVICES.items(), *NATIVE["services"].items()]:
        if "build" not in service:
            continue
        build = service["build"]
        context = ROOT / build["context"]
        dockerfile = (context / build["dockerfile"]).read_text()
        if "target" in build:
            assert f" AS {build['target']}\n" in dockerfile
        for sources in re.findall(r"^COPY (?!--from)(?:--\S+ )*(.+) \S+$", dockerfile, re.MULTILINE):
            for source in sources.split():
                if "target/" not in source:
                    assert (context / source).exists(), f"{name}: {source}"


def test_secrets_are_files_that_the_script_makes() -> None:
    made = (ROOT / "docker/make-secrets.sh").read_text()
    for secret in COMPOSE["secrets"].values():
        assert secret["file"].removeprefix("./secrets/") in made
    for name, service in SERVICES.items():
        for key, value in environment(name).items():
            if value.startswith("/run/secrets/"):
                assert value.removeprefix("/run/secrets/") in service["secrets"]
            elif re.search("PASSWORD|SECRET|KEY", key):
                assert key == "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", f"{name} has {key} in the open"
    assert "secrets/" in (ROOT / ".gitignore").read_text().split()


def test_containers_are_confined_and_watched() -> None:
    # Their images begin as root and leave it themselves.
    begin_as_root = {"postgres", "graphite"}
    for name, service in SERVICES.items():
        assert not service["image"].endswith(":latest")
        assert ":" in service["image"]
        assert service["mem_limit"]
        assert service["cpus"]
        assert "no-new-privileges:true" in service["security_opt"]
        if name not in begin_as_root:
            assert service["user"] not in {"", "0", "root"}
            assert service["cap_drop"] == ["ALL"]
        if name != "airflow-init":
            assert service["healthcheck"]["test"]
        for needed, how in service.get("depends_on", {}).items():
            expected = "service_completed_successfully" if needed == "airflow-init" else "service_healthy"
            assert how["condition"] == expected
            assert needed in SERVICES
    for name in ("s3", "spark-master", "spark-worker-1", "spark-worker-2", "mlflow", "scoring-service"):
        assert SERVICES[name]["read_only"] is True


def test_images_are_of_the_versions_that_are_tested() -> None:
    spark = re.search(r"<version.spark>(.+)</version.spark>", (ROOT / "pom.xml").read_text())
    assert spark
    assert f"pyspark=={spark.group(1)}\n" in (ROOT / "tools/venvs/pyspark.lock").read_text()
    for file in ROOT.glob("docker/*/Dockerfile*"):
        for image in re.findall(r"^FROM (\S+)", file.read_text(), re.MULTILINE):
            assert ":" in image or f" AS {image}\n" in file.read_text(), f"{file}: {image} has no version"

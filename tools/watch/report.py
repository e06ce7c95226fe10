"""Prints the newest value of every series that docs/metrics.md promises and draws the dashboards' panels.

Ends with 1 when a promised series or a panel has no point. The metrics that only a training job sends are sent here,
with made-up values, so that their panels can be seen.
"""
# ruff: noqa: S310 - the address is the user's own

import argparse
import json
import re
import socket
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PICTURE = {
    "width": "560",
    "height": "240",
    "format": "png",
    "bgcolor": "white",
    "fgcolor": "black",
    "lineWidth": "1.5",
    "majorGridLineColor": "#bbbbbb",
    "minorGridLineColor": "#eeeeee",
    "fontName": "DejaVu Sans",
    "fontSize": "9",
}
MADE_UP = {"champion": 0.82, "challenger": 0.87}
WAIT_SECONDS = 3


def documented() -> tuple[dict[str, str], dict[str, str]]:
    """Patterns of the names that the service and the training job promise, with their kinds."""
    text = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
    service, job = text.split("## From the training job", 1)
    rows = r"(?m)^\| `(bank-rs\.[^`]+)` \| (gauge|counter|timer) \|"
    return dict(re.findall(rows, service)), dict(re.findall(rows, job))


def get(graphite: str, path: str, query: list[tuple[str, str]]) -> bytes:
    with urllib.request.urlopen(f"{graphite}{path}?{urllib.parse.urlencode(query)}", timeout=60) as answer:
        body: bytes = answer.read()
        return body


def newest(graphite: str, target: str, seconds: int) -> dict[str, float]:
    """The newest value of each series of a target."""
    query = [("target", target), ("from", f"-{seconds}s"), ("format", "json"), ("noNullPoints", "true")]
    series: list[dict[str, Any]] = json.loads(get(graphite, "/render", query))
    return {s["target"]: s["datapoints"][-1][0] for s in series if s["datapoints"]}


def send_quality(carbon: int) -> None:
    """What bankrs gate sends."""
    line = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
    listed = re.search(r"(?m)^- `<metric>`: of all 24 products together, (.*)\.$", line)
    if listed is None:
        sys.exit("docs/metrics.md does not list the metrics of a model")
    now = int(time.time())
    with socket.create_connection(("127.0.0.1", carbon), timeout=10) as carbon_socket:
        for role, value in MADE_UP.items():
            for metric in listed.group(1).split(", "):
                for second in range(now - 40, now, 20):
                    carbon_socket.sendall(f"bank-rs.quality.{role}.{metric} {value} {second}\n".encode())


def print_series(graphite: str, seconds: int) -> list[str]:
    """The promised ones; gives those without a value."""
    silent = []
    for promised in documented():
        for name, kind in promised.items():
            pattern = re.sub(r"<\w+>", "*", name) + {"gauge": "", "counter": ".count", "timer": ".p99"}[kind]
            values = newest(graphite, pattern, seconds)
            for series, value in sorted(values.items()):
                print(f"{series:<66} {value:>16,.4f}")
            if not values:
                silent.append(pattern)
    return silent


def draw(graphite: str, seconds: int, folder: Path) -> list[str]:
    """A picture of each panel; gives the panels without a point."""
    folder.mkdir(parents=True, exist_ok=True)
    empty = []
    for file in sorted((ROOT / "grafana/dashboards").glob("*.json")):
        for panel in json.loads(file.read_text(encoding="utf-8"))["panels"]:
            targets = [t["target"].replace("$instance", "bank-rs*").replace("$product", "*") for t in panel["targets"]]
            if not any(newest(graphite, target, seconds) for target in targets):
                empty.append(f"{file.stem}: {panel['title']}")
            slug = re.sub(r"[^a-z0-9]+", "-", panel["title"].lower()).strip("-")
            query = [("target", target) for target in targets] + list(PICTURE.items())
            query += [("from", f"-{seconds}s"), ("title", panel["title"]), ("hideLegend", "false")]
            (folder / f"{file.stem}-{slug}.png").write_bytes(get(graphite, "/render", query))
    return empty


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graphite", required=True, help="address of graphite-web")
    parser.add_argument("--carbon", required=True, type=int, help="carbon's port on 127.0.0.1")
    parser.add_argument("--seconds", required=True, type=int, help="how far back to look")
    parser.add_argument("--pictures", required=True, type=Path, help="folder for the pictures")
    options = parser.parse_args()
    send_quality(options.carbon)
    time.sleep(WAIT_SECONDS)
    missing = print_series(options.graphite, options.seconds)
    missing += draw(options.graphite, options.seconds, options.pictures)
    print(f"\npictures of the panels: {options.pictures}")
    if missing:
        sys.exit(f"without a point: {', '.join(missing)}")


if __name__ == "__main__":
    main()

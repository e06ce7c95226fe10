"""Measures scoring over HTTP beside a plain FastAPI and CatBoost service of the same model size: make bench-scoring.

Both services run on the same cores and are asked by the same load generator (wrk), in turns. Prints a Markdown table of
medians, and checksums of the answers: ours must be Spark's, and single rows must be answered as rows of an array are.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from load import HERE, Load, Request, stream, wrk
from service import ROOT, Service, raw_rows, scoring_service

WORK = ROOT / ".work" / "bench-scoring"
PYTHON = ROOT / ".venvs" / "bench-scoring" / "bin"
CHECKED = "/predict_proba?lang=code&threshold=0"
TIMED = "/predict_proba"
STATUS, ROW, ARRAY, PEER_ROW, PEER_ARRAY = "GET /", "row", "array", "peer: row", "peer: array"
ARRAY_ROWS = 1000
CONNECTIONS = 8
ARRAY_CONNECTIONS = 2
# Java's compiler works on the same two cores; Python has nothing to warm up but caches.
WARM_UP_SECONDS = 15
PEER_WARM_UP_SECONDS = 2
PAUSE_MILLISECONDS = 4
HEAP = "-Xmx512m"
STREAM_HEAP = "-Xmx128m"
TOLERANCE = 1e-12


@dataclass(frozen=True)
class Measured:
    """What was measured: loads by kind, those at half of the greatest rate, memory in MiB, checksums."""

    loads: dict[str, list[Load]]
    half: list[Load]
    memory: dict[str, int]
    checksums: dict[str, str]

    def rates(self, kind: str) -> list[float]:
        """Requests a second, or rows a second of arrays."""
        rows = ARRAY_ROWS if kind in (ARRAY, PEER_ARRAY) else 1
        return [rows * load.requests_per_second for load in self.loads[kind]]

    def rate(self, kind: str) -> float:
        return statistics.median(self.rates(kind))

    def spread(self, kind: str) -> str:
        rates = self.rates(kind)
        return f"{statistics.median(rates):,.0f} ({min(rates):,.0f} to {max(rates):,.0f})"


def checksum(service: Service, rows: list[str]) -> str:
    """The sum of all answers; single rows and an array must agree."""
    array = json.loads(service.post(CHECKED, f"[{','.join(rows)}]"))
    for row, answer in zip(rows, array, strict=True):
        if json.loads(service.post(CHECKED, row)) != answer:
            sys.exit(f"{service.address} answers a row alone otherwise than in an array")
    return f"{math.fsum(value for answer in array for value in answer.values()):.9f}"


def check_against_spark(service: Service, bundle: Path, products: list[str]) -> None:
    for line in (bundle / "verification.jsonl").read_text(encoding="utf-8").splitlines():
        scored = json.loads(line)
        spark = dict(zip(products, scored["probabilities"], strict=True))
        for product, probability in json.loads(service.post(CHECKED, json.dumps(scored["row"]))).items():
            if not abs(probability - spark[product]) <= TOLERANCE:
                sys.exit(f"{product}: {probability} here, {spark[product]} in Spark")


def peer_service() -> Service:
    command = [str(PYTHON / "uvicorn"), "catboost_service:app", "--app-dir", str(HERE), "--workers", "2"]
    return Service([*command, "--port", "{port}", "--no-access-log"], MODELS=str(WORK / "models"))


def measure(ours: Service, peer: Service, rows: list[str], options: argparse.Namespace) -> Measured:
    one, many = WORK / "row.json", WORK / "array.json"
    one.write_text(rows[0], encoding="utf-8")
    many.write_text(f"[{','.join(rows[i % len(rows)] for i in range(ARRAY_ROWS))}]", encoding="utf-8")
    checksums = {"ours": checksum(ours, rows), "peer": checksum(peer, rows)}
    kinds = {
        STATUS: (ours, Request("/"), CONNECTIONS),
        ROW: (ours, Request(TIMED, one), CONNECTIONS),
        ARRAY: (ours, Request(TIMED, many), ARRAY_CONNECTIONS),
        PEER_ROW: (peer, Request(TIMED, one), CONNECTIONS),
        PEER_ARRAY: (peer, Request(TIMED, many), ARRAY_CONNECTIONS),
    }
    for service, request, connections in kinds.values():
        wrk(service, request, WARM_UP_SECONDS if service is ours else PEER_WARM_UP_SECONDS, connections)
    # Everything once a round, so that all see the same disturbances.
    loads: dict[str, list[Load]] = {kind: [] for kind in kinds}
    for _ in range(options.rounds):
        for kind, (service, request, connections) in kinds.items():
            loads[kind].append(wrk(service, request, options.seconds, connections))
    row_rate = statistics.median(load.requests_per_second for load in loads[ROW])
    connections = max(1, round(row_rate / 2 * PAUSE_MILLISECONDS / 1000))
    paced = Request(TIMED, one, PAUSE_MILLISECONDS)
    half = [wrk(ours, paced, options.seconds, connections) for _ in range(options.rounds)]
    return Measured(loads, half, {"ours": ours.mebibytes(), "peer": peer.mebibytes()}, checksums)


def table(measured: Measured, rows: int) -> list[str]:
    row, array = measured.rate(ROW), measured.rate(ARRAY)
    half = statistics.median(load.requests_per_second for load in measured.half)
    p99 = statistics.median(load.p99_milliseconds for load in measured.half)
    memory, sums = measured.memory, measured.checksums
    return [
        "| over HTTP | this service | FastAPI + CatBoost | ratio |",
        "|---|---|---|---|",
        f"| GET /, requests/s | {measured.spread(STATUS)} | | |",
        f"| one row, requests/s | {measured.spread(ROW)} | {measured.spread(PEER_ROW)} "
        f"| {row / measured.rate(PEER_ROW):,.0f} |",
        f"| one row : GET / | {row / measured.rate(STATUS):.2f} | | |",
        f"| one row, p99 at {half:,.0f} requests/s ({half / row:.0%}) | {p99:.2f} ms | | |",
        f"| arrays of {ARRAY_ROWS:,}, rows/s | {measured.spread(ARRAY)} | {measured.spread(PEER_ARRAY)} "
        f"| {array / measured.rate(PEER_ARRAY):,.1f} |",
        f"| resident afterwards ({HEAP}), MiB | {memory['ours']:,} | {memory['peer']:,} | |",
        f"| checksum of {rows} rows | {sums['ours']} | {sums['peer']} | |",
    ]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=ROOT / ".work" / "demo" / "bundle")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--stream-rows", type=int, default=1_000_000)
    return parser.parse_args()


def main() -> None:
    options = arguments()
    if shutil.which("wrk") is None:
        sys.exit("bench-scoring: wrk is missing: apt-get install wrk")
    bundle = options.bundle.resolve()
    if not (bundle / "manifest.json").is_file():
        sys.exit(f"bench-scoring: no model bundle at {bundle}: run 'make demo' first, or name one with MODEL=DIR")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    manifest: dict[str, Any] = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    products, trainer = manifest["products"], manifest["trainer"]
    rows = raw_rows(bundle)
    print(
        f"{len(products) - len(manifest['constant'])} x {trainer['trees']} trees of depth {trainer['depth']}, "
        f"version {manifest['version']}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start",
        flush=True,
    )
    train = [str(PYTHON / "python"), str(HERE / "catboost_models.py"), str(bundle), str(WORK / "models")]
    subprocess.run(train, check=True)  # noqa: S603 - a program of this folder
    with scoring_service(bundle, HEAP) as ours, peer_service() as peer:
        for service in (ours, peer):
            service.await_answer(CHECKED, rows[0])
        check_against_spark(ours, bundle, products)
        measured = measure(ours, peer, rows, options)
    with scoring_service(bundle, STREAM_HEAP) as small:
        small.await_answer(CHECKED, rows[0])
        rate = stream(small, rows, options.stream_rows)
        peak = small.mebibytes("VmHWM")
    print(f"median (least to most) of {options.rounds} rounds of {options.seconds} s in turns\n")
    print("\n".join(table(measured, len(rows))))
    print(f"| NDJSON of {options.stream_rows:,} rows, {STREAM_HEAP} | {rate:,.0f} rows/s, peak {peak:,} MiB | | |")


if __name__ == "__main__":
    main()

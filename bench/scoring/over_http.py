"""Measures scoring over HTTP beside a plain FastAPI and CatBoost service of the same model size: make bench-scoring.

Both services run on the same cores and are asked by the same load generator (wrk), in turns. Prints a Markdown table of
medians, and checksums of the answers: ours must be Spark's, and single rows must be answered as rows of an array are.
"""

import argparse
import http.client
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from service import ROOT, Service, raw_rows, scoring_service

HERE = Path(__file__).resolve().parent
WORK = ROOT / ".work" / "bench-scoring"
PYTHON = ROOT / ".venvs" / "bench-scoring" / "bin"
PATH = "/predict_proba?lang=code&threshold=0"
ARRAY_ROWS = 1000
CONNECTIONS = 8
# Java's compiler works on the same two cores; Python has nothing to warm up but caches.
WARM_UP_SECONDS = 15
HEAP = "-Xmx512m"
STREAM_HEAP = "-Xmx128m"
PEER_WARM_UP_SECONDS = 2
PAUSE_MILLISECONDS = 4
STREAM_PIECE_ROWS = 1000
TOLERANCE = 1e-12


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests a second, and the 99th percentile of the latency in milliseconds."""

    requests_per_second: float
    p99_milliseconds: float


def wrk(service: Service, path: str, seconds: int, connections: int, body: Path | None = None, pause: int = 0) -> Load:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "30", "--latency"]
    environment = dict(os.environ)
    if body is not None:
        command += ["-s", str(HERE / "post.lua")]
        environment |= {"BODY": str(body), "PAUSE": str(pause)}
    command.append(service.address + path)
    output = subprocess.run(  # noqa: S603 - wrk of the system
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"{service.address}{path}: {output}")
    return Load(
        float(re.findall(r"Requests/sec:\s+([\d.]+)", output)[0]),
        milliseconds(*re.findall(r"99%\s+([\d.]+)(us|ms|s)\b", output)[0]),
    )


def milliseconds(number: str, unit: str) -> float:
    return float(number) * {"us": 1e-3, "ms": 1.0, "s": 1e3}[unit]


@dataclass(frozen=True)
class Stream:
    """A stream of rows: rows a second, and the peak memory of the service in MiB."""

    rows_per_second: float
    peak_mebibytes: int


def stream(service: Service, rows: list[str], count: int) -> Stream:
    """Sends rows as NDJSON, and reads the answers meanwhile."""
    piece = ("\n".join(rows[i % len(rows)] for i in range(STREAM_PIECE_ROWS)) + "\n").encode()

    def pieces() -> Iterator[bytes]:
        for _ in range(count // STREAM_PIECE_ROWS):
            yield piece

    begin = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    connection.putrequest("POST", "/predict_proba?lang=code")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    sent = threading.Thread(target=send, args=(connection, pieces()))
    sent.start()
    answer = connection.getresponse()
    lines = 0
    while part := answer.read1(1 << 20):
        lines += part.count(b"\n")
    sent.join()
    connection.close()
    if lines != count:
        sys.exit(f"{count} rows were answered with {lines} lines")
    return Stream(count / (time.monotonic() - begin), service.mebibytes("VmHWM"))


def send(connection: http.client.HTTPConnection, pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
    connection.send(b"0\r\n\r\n")


def check(service: Service, rows: list[str]) -> str:
    """A checksum of all answers; single rows and an array must agree."""
    array = json.loads(service.post(PATH, f"[{','.join(rows)}]"))
    for row, answer in zip(rows, array, strict=True):
        if json.loads(service.post(PATH, row)) != answer:
            sys.exit(f"{service.address} answers a row alone otherwise than in an array")
    return f"{math.fsum(value for answer in array for value in answer.values()):.9f}"


def check_against_spark(service: Service, bundle: Path) -> None:
    products = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))["products"]
    for line in (bundle / "verification.jsonl").read_text(encoding="utf-8").splitlines():
        scored = json.loads(line)
        answer = json.loads(service.post(PATH, json.dumps(scored["row"])))
        spark = dict(zip(products, scored["probabilities"], strict=True))
        for product, probability in answer.items():
            if not abs(probability - spark[product]) <= TOLERANCE:
                sys.exit(f"{product}: {probability} here, {spark[product]} in Spark")


def median(values: list[float]) -> float:
    return statistics.median(values)


def in_turns(rounds: int, measures: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Measures everything once a round, so that all see the same disturbances."""
    results: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            results[name].append(measure())
    return results


def spread(values: list[float]) -> str:
    return f"{median(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=ROOT / ".work" / "demo" / "bundle")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--stream-rows", type=int, default=1_000_000)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("bench-scoring: wrk is missing: apt-get install wrk")
    bundle = options.bundle.resolve()
    if not (bundle / "manifest.json").is_file():
        sys.exit(f"bench-scoring: no model bundle at {bundle}: run 'make demo' first, or name one with MODEL=DIR")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    rows = raw_rows(bundle)
    one, many = WORK / "row.json", WORK / "array.json"
    one.write_text(rows[0], encoding="utf-8")
    many.write_text(f"[{','.join(rows[i % len(rows)] for i in range(ARRAY_ROWS))}]", encoding="utf-8")
    manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    fitted = len(manifest["products"]) - len(manifest["constant"])
    load = os.getloadavg()[0]
    print(f"{fitted} x {manifest['trainer']['trees']} trees of depth {manifest['trainer']['depth']}, version "
          f"{manifest['version']}; {os.cpu_count()} cores, load {load:.1f} at the start", flush=True)  # fmt: skip
    subprocess.run([PYTHON / "python", HERE / "catboost_models.py", bundle, WORK / "models"], check=True)  # noqa: S603

    peer_command = [str(PYTHON / "uvicorn"), "catboost_service:app", "--app-dir", str(HERE), "--workers", "2"]
    peer_command += ["--port", "{port}", "--no-access-log"]
    with (
        scoring_service(bundle, HEAP) as ours,
        Service(peer_command, MODELS=str(WORK / "models")) as peer,
    ):
        ours.await_answer(PATH, rows[0])
        peer.await_answer(PATH, rows[0])
        check_against_spark(ours, bundle)
        checksums = {"ours": check(ours, rows), "peer": check(peer, rows)}
        seconds = options.seconds
        for path, body in (("/", None), ("/predict_proba", one), ("/predict_proba", many)):
            wrk(ours, path, WARM_UP_SECONDS, CONNECTIONS, body)
            wrk(peer, path, PEER_WARM_UP_SECONDS, 2, body)
        speed = in_turns(
            options.rounds,
            {
                "status": lambda: wrk(ours, "/", seconds, CONNECTIONS).requests_per_second,
                "row": lambda: wrk(ours, "/predict_proba", seconds, CONNECTIONS, one).requests_per_second,
                "array": lambda: ARRAY_ROWS * wrk(ours, "/predict_proba", seconds, 2, many).requests_per_second,
                "peer row": lambda: wrk(peer, "/predict_proba", seconds, CONNECTIONS, one).requests_per_second,
                "peer array": lambda: ARRAY_ROWS * wrk(peer, "/predict_proba", seconds, 2, many).requests_per_second,
            },
        )
        half = max(1, round(median(speed["row"]) / 2 * PAUSE_MILLISECONDS / 1000))
        paced = [wrk(ours, "/predict_proba", seconds, half, one, PAUSE_MILLISECONDS) for _ in range(options.rounds)]
        memory = {"ours": ours.mebibytes(), "peer": peer.mebibytes()}
    with scoring_service(bundle, STREAM_HEAP) as small:
        small.await_answer(PATH, rows[0])
        streamed = stream(small, rows, options.stream_rows)

    row, array = median(speed["row"]), median(speed["array"])
    peer_row, peer_array = median(speed["peer row"]), median(speed["peer array"])
    p99 = median([load.p99_milliseconds for load in paced])
    paced_rate = median([load.requests_per_second for load in paced])
    print(f"median (least to most) of {options.rounds} rounds of {seconds} s in turns\n")
    print("| over HTTP | this service | FastAPI + CatBoost | ratio |")
    print("|---|---|---|---|")
    print(f"| GET /, requests/s | {spread(speed['status'])} | | |")
    print(f"| one row, requests/s | {spread(speed['row'])} | {spread(speed['peer row'])} | {row / peer_row:,.0f} |")
    print(f"| one row : GET / | {row / median(speed['status']):.2f} | | |")
    print(f"| one row, p99 at {paced_rate:,.0f} requests/s ({paced_rate / row:.0%}) | {p99:.2f} ms | | |")
    print(f"| arrays of {ARRAY_ROWS:,}, rows/s | {spread(speed['array'])} | {spread(speed['peer array'])} "
          f"| {array / peer_array:,.1f} |")  # fmt: skip
    print(f"| NDJSON of {options.stream_rows:,} rows, {STREAM_HEAP} | {streamed.rows_per_second:,.0f} rows/s, "
          f"peak {streamed.peak_mebibytes:,} MiB | | |")  # fmt: skip
    print(f"| resident afterwards ({HEAP}), MiB | {memory['ours']:,} | {memory['peer']:,} | |")
    print(f"| checksum of {len(rows)} rows | {checksums['ours']} | {checksums['peer']} | |")


if __name__ == "__main__":
    main()

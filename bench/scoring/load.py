"""Puts load on a service: wrk for requests, a stream of rows for NDJSON."""

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from service import Service

HERE = Path(__file__).resolve().parent
PIECE_ROWS = 1000


@dataclass(frozen=True)
class Request:
    """What is asked: GET without a body; each connection rests between two requests."""

    path: str
    body: Path | None = None
    pause_milliseconds: int = 0


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests a second, and the 99th percentile of the latency in milliseconds."""

    requests_per_second: float
    p99_milliseconds: float


def wrk(service: Service, request: Request, seconds: int, connections: int) -> Load:
    """Any answer but 200 and any broken connection ends the program."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "--timeout", "30", "--latency"]
    environment = dict(os.environ)
    if request.body is not None:
        command += ["-s", str(HERE / "post.lua")]
        environment |= {"BODY": str(request.body), "PAUSE": str(request.pause_milliseconds)}
    command.append(service.address + request.path)
    output = subprocess.run(  # noqa: S603 - wrk of the system
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        sys.exit(f"{service.address}{request.path}: {output}")
    number, unit = re.findall(r"99%\s+([\d.]+)(us|ms|s)\b", output)[0]
    return Load(
        float(re.findall(r"Requests/sec:\s+([\d.]+)", output)[0]),
        float(number) * {"us": 1e-3, "ms": 1.0, "s": 1e3}[unit],
    )


def stream(service: Service, rows: list[str], count: int) -> float:
    """Sends rows as NDJSON, reads the answers meanwhile, and gives rows a second."""
    piece = ("\n".join(rows[i % len(rows)] for i in range(PIECE_ROWS)) + "\n").encode()
    begin = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    connection.putrequest("POST", "/predict_proba?lang=code")
    connection.putheader("Content-Type", "application/x-ndjson")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    pieces = (piece for _ in range(count // PIECE_ROWS))
    sending = threading.Thread(target=send, args=(connection, pieces))
    sending.start()
    answer = connection.getresponse()
    lines = 0
    while part := answer.read1(1 << 20):
        lines += part.count(b"\n")
    sending.join()
    connection.close()
    if lines != count:
        sys.exit(f"{count} rows were answered with {lines} lines")
    return count / (time.monotonic() - begin)


def send(connection: http.client.HTTPConnection, pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        connection.send(b"%x\r\n%s\r\n" % (len(piece), piece))
    connection.send(b"0\r\n\r\n")

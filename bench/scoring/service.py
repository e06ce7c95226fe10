"""Starts services as processes of their own, talks to them, and reads what they cost."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent.parent
START_LIMIT_SECONDS = 120
OK = 200
TICKS = os.sysconf("SC_CLK_TCK")


def raw_rows(bundle: Path) -> list[str]:
    """The verification rows of a bundle, each as the JSON text of a raw row, without the customer's earlier months."""
    lines = (bundle / "verification.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line)["row"] for line in lines]
    return [json.dumps({k: v for k, v in row.items() if k != "history"}, ensure_ascii=False) for row in rows]


class Service:
    """A service on a free loopback port; {port} in the command stands for it."""

    def __init__(self, command: list[str], **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - a command of this folder
            [part.replace("{port}", str(self.port)) for part in command],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> "Service":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def post(self, path: str, body: str) -> str:
        """The answer to a JSON body; anything but 200 ends the program."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", path, body.encode(), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        if answer.status != OK:
            sys.exit(f"{path} was answered with {answer.status}: {text[:500]}")
        return text

    def await_answer(self, path: str, body: str) -> float:
        """Seconds from the start of the process to the first good answer."""
        while time.monotonic() < self.started + START_LIMIT_SECONDS:
            if self.process.poll() is not None:
                break
            try:
                self.post(path, body)
                return time.monotonic() - self.started
            except OSError:
                time.sleep(0.005)
        sys.exit(f"no answer from {self.process.args!r}")

    def family(self) -> list[int]:
        """The process and those below it."""
        found = [self.process.pid]
        for pid in found:
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                found.extend(int(child) for child in children.read_text().split())
        return found

    def cpu_seconds(self) -> float:
        ticks = 0
        for pid in self.family():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def mebibytes(self, field: str = "VmRSS") -> int:
        """Resident memory of all processes; VmHWM is its peak."""
        total = 0
        for pid in self.family():
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith(field + ":"):
                    total += int(line.split()[1])
        return total // 1024

    def stop(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def scoring_service(bundle: Path, java_options: str = "") -> Service:
    """This project's service, as make serve starts it."""
    # A paced load has more connections than the service takes at once by default; none is to be sent away.
    options = {"BANKRS_JAVA_OPTIONS": java_options, "BANKRS_LIMITS_CONCURRENT": "1000"}
    return Service(["tools/demo/serve.sh", str(bundle), "{port}"], **options)

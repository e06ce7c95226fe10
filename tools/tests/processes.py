"""Which processes belong to a task, the processor time they took, and their end. Linux alone."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

# Every process that a task starts inherits it, servers that leave their parent included.
MARK = "BANKRS_TEST_TASK"
TICKS = os.sysconf("SC_CLK_TCK")


def marked(mark: str) -> list[int]:
    """Processes whose environment carries the mark: a task's, or a run's when MARK ends with a colon."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for entry in os.scandir("/proc"):
        if not entry.name.isdigit():
            continue
        try:
            variables = Path(entry.path, "environ").read_bytes().split(b"\0")
        except OSError:
            continue  # ended meanwhile, or not ours
        if any(v == wanted or (mark.endswith(":") and v.startswith(wanted)) for v in variables):
            found.append(int(entry.name))
    return found


def processor_seconds(mark: str) -> float:
    """Seconds of all cores that the task's processes took, their ended children included."""
    ticks = 0
    for pid in marked(mark):
        try:
            # The name, in brackets, may hold blanks; the times are the 14th to the 17th word.
            words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(word) for word in words[11:15])
    return ticks / TICKS


def describe(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()[:200]
    except OSError:
        return ""


def end(mark: str, patience: float = 10) -> list[str]:
    """Ends what still runs under the mark, first politely; returns what it was."""
    pids = marked(mark)
    commands = [text for text in map(describe, pids) if text]
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid in pids:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        limit = time.monotonic() + patience
        while (pids := marked(mark)) and time.monotonic() < limit:
            time.sleep(0.05)
        if not pids:
            break
    return commands

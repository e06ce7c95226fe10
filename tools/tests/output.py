"""Turns the lines that a task prints into one line for each test class, and keeps the output of those that fail."""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import processes

BEGUN = re.compile(r"^\[INFO\] Running (?P<name>[\w.$]+)$")
ENDED = re.compile(
    r"^\[\w+\] Tests run: (?P<tests>\d+), Failures: (?P<failures>\d+), Errors: (?P<errors>\d+), "
    r"Skipped: (?P<skipped>\d+), Time elapsed: (?P<seconds>[\d.,]+) s.* -- in (?P<name>[\w.$]+)$"
)
COLOURS = re.compile(r"\x1b\[[\d;]*m")
# More than that of one class nobody reads on a console; the log has it all.
SHOWN_LINES = 300


class Console:
    """Prints whole lines of several tasks. Safe for use by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._started = time.monotonic()

    def say(self, text: str) -> None:
        with self._lock:
            print(text, flush=True)

    def event(self, task: str, result: str, seconds: float | None, text: str) -> None:
        """One line: when, which task, how it went, how long it took, what it was."""
        now = time.monotonic() - self._started
        took = "" if seconds is None else f"{seconds:.1f} s"
        self.say(f"[{now:6.1f}] {task:<26} {result:<6} {took:>8}  {text}")


@dataclass
class Begun:
    wall: float
    processor: float
    line: int


class Reader:
    """Reads what one task prints, line by line, into its log."""

    def __init__(self, task: str, mark: str, log: TextIO, times: Path, console: Console) -> None:
        self._task = task
        self._mark = mark
        self._log = log
        self._times = times
        self._console = console
        self._begun: dict[str, Begun] = {}
        self._lines: list[str] = []

    def read(self, line: str) -> None:
        self._log.write(line)
        self._log.flush()
        text = COLOURS.sub("", line).rstrip("\n")
        self._lines.append(text)
        if match := BEGUN.match(text):
            self._begin(match["name"])
        elif match := ENDED.match(text):
            self._end(match)

    def _begin(self, name: str) -> None:
        if not self._begun:
            # Lines before the first of the classes that run now belong to none that could still fail.
            self._lines = self._lines[-1:]
        self._begun[name] = Begun(time.monotonic(), processes.processor_seconds(self._mark), len(self._lines) - 1)

    def _end(self, match: re.Match[str]) -> None:
        name = match["name"]
        begun = self._begun.pop(name, None)
        failed = int(match["failures"]) + int(match["errors"])
        seconds = float(match["seconds"].replace(",", ""))
        counts = f"{match['tests']} tests" + (f", {match['skipped']} skipped" if match["skipped"] != "0" else "")
        if begun is not None:
            processor = max(0.0, processes.processor_seconds(self._mark) - begun.processor)
            counts += f", processor {processor:.1f} s"
            record = {"task": self._task, "class": name, "wall": seconds, "processor": round(processor, 2)}
            with self._times.open("a") as file:
                file.write(json.dumps(record) + "\n")
        self._console.event(self._task, "FAILED" if failed else "ok", seconds, f"{name} ({counts})")
        if failed:
            self._show(self._lines[begun.line if begun else 0 :])

    def _show(self, lines: list[str]) -> None:
        if len(lines) > SHOWN_LINES:
            lines = [f"... {len(lines) - SHOWN_LINES} lines more in {self._log.name}", *lines[-SHOWN_LINES:]]
        self._console.say("\n".join(f"    | {line}" for line in lines))

    def show_end(self, count: int = 80) -> None:
        """The last lines of a task that failed for another reason than a failed test."""
        self._show(self._lines[-count:])

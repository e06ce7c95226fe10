"""Runs tasks beside each other, each when those that it needs are done."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import processes
from output import Console, Reader
from plan import Task

OK, FAILED, NOT_RUN = "ok", "FAILED", "not run"


@dataclass(frozen=True)
class Outcome:
    task: Task
    result: str
    seconds: float = 0
    processor: float = 0
    reason: str = ""


class Pool:
    """The tasks of one run. A task that fails ends only those that need it."""

    def __init__(self, root: Path, folder: Path, console: Console, lane_options: Callable[[], list[str]]) -> None:
        self._root = root
        self._folder = folder
        self._console = console
        # What lanes are given besides their command, known when the first of them begins.
        self._lane_options = lane_options
        self._run = f"{os.getpid()}-{time.time_ns()}"
        self._changed = threading.Condition()
        self._outcomes: dict[str, Outcome] = {}
        self._ended_early = False

    def run(self, tasks: tuple[Task, ...], workers: int) -> list[Outcome]:
        """Runs all tasks and returns what became of each, in their order."""
        waiting = list(tasks)
        running: set[str] = set()
        threads = []
        with self._changed:
            while waiting or running:
                while hopeless := next(filter(self._cannot_run, waiting), None):
                    waiting.remove(hopeless)
                    self._finish(self._not_run(hopeless))
                for task in [t for t in waiting if all(n in self._outcomes for n in t.needs)]:
                    if len(running) == workers:
                        break
                    waiting.remove(task)
                    running.add(task.name)
                    threads.append(threading.Thread(target=self._work, args=(task, running), name=task.name))
                    threads[-1].start()
                if waiting or running:
                    # With a limit, so that signals are served.
                    self._changed.wait(0.5)
        for thread in threads:
            thread.join()
        processes.end(f"{self._run}:")
        return [self._outcomes[t.name] for t in tasks]

    def end(self) -> None:
        """Ends what runs and starts nothing more. May be called by a signal's handler."""
        self._ended_early = True
        processes.end(f"{self._run}:")

    def _cannot_run(self, task: Task) -> bool:
        return self._ended_early or any(n in self._outcomes and self._outcomes[n].result != OK for n in task.needs)

    def _not_run(self, task: Task) -> Outcome:
        if self._ended_early:
            return Outcome(task, NOT_RUN, reason="ended before")
        failed = [n for n in task.needs if n in self._outcomes and self._outcomes[n].result != OK]
        return Outcome(task, NOT_RUN, reason=f"needs {', '.join(failed)}")

    def _finish(self, outcome: Outcome) -> None:
        self._outcomes[outcome.task.name] = outcome
        if outcome.result == NOT_RUN:
            self._console.event(outcome.task.name, outcome.result, None, outcome.reason)
        else:
            self._console.event(outcome.task.name, outcome.result, outcome.seconds, "the whole task")

    def _work(self, task: Task, running: set[str]) -> None:
        try:
            outcome = self._execute(task)
        except OSError as e:
            outcome = Outcome(task, FAILED, reason=str(e))
            self._console.say(f"{task.name}: {e}")
        with self._changed:
            running.remove(task.name)
            self._finish(outcome)
            self._changed.notify()

    def _execute(self, task: Task) -> Outcome:
        started = time.monotonic()
        mark = f"{self._run}:{task.name}"
        command = [*task.command, *(self._lane_options() if task.lane else [])]
        self._console.event(task.name, "begins", None, "")
        with (self._folder / f"{task.name}.log").open("w") as log:
            log.write(f"$ {' '.join(command)}\n")
            reader = Reader(task.name, mark, log, self._folder / "classes.jsonl", self._console)
            with subprocess.Popen(
                command,
                cwd=self._root,
                env={**os.environ, **task.environment, processes.MARK: mark},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            ) as process:
                assert process.stdout is not None
                used: list[float] = []
                ender = threading.Thread(target=self._await, args=(process, mark, used))
                ender.start()
                for line in process.stdout:
                    reader.read(line)
                ender.join()
            if process.returncode != 0 and not self._ended_early:
                reader.show_end()
        result = OK if process.returncode == 0 else FAILED
        return Outcome(task, result, time.monotonic() - started, sum(used))

    def _await(self, process: subprocess.Popen[str], mark: str, used: list[float]) -> None:
        """Waits for the process, not for the end of its output, which a server that outlives it would keep open."""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        used.append(usage.ru_utime + usage.ru_stime)
        if not self._ended_early:
            for command in processes.end(mark):
                self._console.say(f"left running and ended: {command}")

"""Runs the project's tests: python3 tools/tests/run.py test|quick|test-long [--only TASK,...] [--started SECONDS]

Prints a line for each test class as it ends, at the end the seconds of each task and, last, how many tests passed,
failed and were skipped. What a task printed is in .work/tests/TASK.log. BANKRS_TEST_JOBS sets how many tasks run beside
each other; the number of cores otherwise, and two at least.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import reports
import repository
from output import Console
from plan import PLANS, Task
from pool import OK, Outcome, Pool

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".work/tests"
INTERRUPTED = 130


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("plan", choices=PLANS)
    parser.add_argument("--started", type=float, default=time.time(), help="when the set-up before began (Unix time)")
    parser.add_argument("--only", default="", metavar="TASK,...", help="these alone, on what the last run built")
    arguments = parser.parse_args()
    tasks = PLANS[arguments.plan]()
    if arguments.only:
        names = {t.name for t in tasks}
        if unknown := set(arguments.only.split(",")) - names:
            parser.error(f"no task is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(names))}")
        tasks = only(tasks, set(arguments.only.split(",")))
    began = time.time()
    prepare()
    console = Console()
    pool = Pool(ROOT, FOLDER, console, LaneOptions())
    ended = threading.Event()

    def end(_signal: int, _frame: object) -> None:
        if not ended.is_set():
            ended.set()
            print("\nEnding what runs ...", file=sys.stderr, flush=True)
            pool.end()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    workers = int(os.environ.get("BANKRS_TEST_JOBS", "0")) or 1 + (os.cpu_count() or 1)
    outcomes = pool.run(tasks, workers)
    print_table(outcomes, began - arguments.started, time.time() - arguments.started)
    good = conclude(outcomes)
    return INTERRUPTED if ended.is_set() else 0 if good else 1


def only(tasks: tuple[Task, ...], names: set[str]) -> tuple[Task, ...]:
    """The named tasks, which no longer wait for the others."""
    return tuple(replace(t, needs=tuple(n for n in t.needs if n in names)) for t in tasks if t.name in names)


def prepare() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in (*FOLDER.glob("*.log"), *FOLDER.glob("*.jsonl")):
        old.unlink()
    reports.delete(ROOT)
    repository.forget_unchecked(ROOT)


class LaneOptions:
    """Lays out the lanes' repository when the first of them begins. Safe for use by several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._options: list[str] = []

    def __call__(self) -> list[str]:
        with self._lock:
            if not self._options:
                self._options = [f"-Dmaven.repo.local={repository.lay_out(ROOT)}"]
            return self._options


def print_table(outcomes: list[Outcome], setup: float, total: float) -> None:
    print(f"\n{'step':<28}{'seconds':>9}{'processor':>11}  result")
    print(f"{'setup':<28}{setup:>9.1f}{'':>11}  {OK}")
    for outcome in outcomes:
        print(f"{outcome.task.name:<28}{outcome.seconds:>9.1f}{outcome.processor:>11.1f}  {outcome.result}")
    processor = sum(o.processor for o in outcomes)
    print(f"{'total':<28}{total:>9.1f}{processor:>11.1f}  steps run beside each other")


def conclude(outcomes: list[Outcome]) -> bool:
    """Says what failed and where to look, then the sum, and whether all is well."""
    classes = reports.read(ROOT)
    bad_classes = [c for c in classes if c.failed]
    bad_tasks = [o for o in outcomes if o.result != OK]
    if bad_tasks or bad_classes:
        print("\nFailed:")
    for outcome in bad_tasks:
        log = (FOLDER / f"{outcome.task.name}.log").relative_to(ROOT)
        print(f"  {outcome.task.name}: {outcome.reason or f'its output is in {log}'}")
    for test_class in bad_classes:
        print(f"  {test_class.module}: {test_class.name}, {test_class.failed} of {test_class.tests} tests")
    failed = sum(c.failed for c in classes)
    skipped = sum(c.skipped for c in classes)
    passed = sum(c.tests for c in classes) - failed - skipped
    if not bad_tasks and not classes:
        print("\nNo test ran.")
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return not bad_tasks and not failed and passed > 0


if __name__ == "__main__":
    sys.exit(main())

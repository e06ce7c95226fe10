"""How long the tests took: python3 tools/tests/times.py [--tests] [--top N] [ROOT]

Reads the reports of the last run in the checkout ROOT and prints tables in Markdown: the dearest classes, and the sum
of each module. --tests adds each test. Seconds of the processor, servers included, are known of classes that make test
ran; what is neither processor nor the start of a server a class spent waiting for something else, such as a poll.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import reports
from reports import TestClass

# Lines {"class": ..., "server": ..., "seconds": ...} that tests which start servers leave.
SERVER_STARTS = "target/test-times/*.jsonl"


@dataclass(frozen=True)
class Extra:
    """What is known beside the reports."""

    processor: dict[str, float]
    servers: dict[str, dict[str, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--top", type=int, default=10, help="how many of the dearest classes (10)")
    parser.add_argument("--tests", action="store_true", help="also each test of at least a second")
    arguments = parser.parse_args()
    root = arguments.root.resolve()
    classes = reports.read(root)
    if not classes:
        parser.error(f"no reports of tests in {root}: run make test first")
    extra = Extra(processor_seconds(root), server_starts(root))
    print_dearest(classes, extra, arguments.top)
    print_modules(classes)
    if arguments.tests:
        print_tests(classes)


def processor_seconds(root: Path) -> dict[str, float]:
    return {r["class"]: r["processor"] for r in records(root / ".work/tests", "classes.jsonl")}


def server_starts(root: Path) -> dict[str, dict[str, float]]:
    starts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for depth in ("", "*/", "*/*/"):
        for record in records(root, f"{depth}{SERVER_STARTS}"):
            starts[record.get("class", "")][record["server"]] += record["seconds"]
    return starts


def records(folder: Path, pattern: str) -> list[dict]:  # type: ignore[type-arg] # of any JSON
    return [json.loads(line) for path in sorted(folder.glob(pattern)) for line in path.read_text().splitlines()]


def print_dearest(classes: list[TestClass], extra: Extra, top: int) -> None:
    dearest = sorted(classes, key=lambda c: -c.seconds)[:top]
    print("| module | class | tests | seconds | of the processor | starts of servers |")
    print("|---|---|---|---|---|---|")
    for c in dearest:
        processor = extra.processor.get(c.name)
        servers = ", ".join(f"{name} {s:.1f}" for name, s in sorted(extra.servers.get(c.name, {}).items()))
        used = "" if processor is None else f"{processor:.0f}"
        print(f"| {c.module} | {c.name.rpartition('.')[2]} | {c.tests} | {c.seconds:.0f} | {used} | {servers} |")
    print()


def print_modules(classes: list[TestClass]) -> None:
    modules: dict[str, list[TestClass]] = defaultdict(list)
    for c in classes:
        modules[c.module].append(c)
    print("| module | classes | tests | seconds |")
    print("|---|---|---|---|")
    for module, its in sorted(modules.items(), key=lambda item: -sum(c.seconds for c in item[1])):
        print(f"| {module} | {len(its)} | {sum(c.tests for c in its)} | {sum(c.seconds for c in its):.0f} |")
    print(f"| all | {len(classes)} | {sum(c.tests for c in classes)} | {sum(c.seconds for c in classes):.0f} |")
    print()


def print_tests(classes: list[TestClass]) -> None:
    print("| module | class | test | seconds |")
    print("|---|---|---|---|")
    tests = [(t.seconds, c, t.name) for c in classes for t in c.methods if t.seconds >= 1]
    for seconds, c, name in sorted(tests, key=lambda entry: -entry[0]):
        print(f"| {c.module} | {c.name.rpartition('.')[2]} | {name} | {seconds:.1f} |")
    print()


if __name__ == "__main__":
    main()

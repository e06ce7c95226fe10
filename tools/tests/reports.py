"""Reads the reports that Surefire, Failsafe and pytest leave, all of JUnit's XML format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# The reports are those of this project's own test runs.
from xml.etree import ElementTree

REPORTS = ("surefire-reports", "failsafe-reports")
PYTHON_REPORTS = ".work/tests/reports"


@dataclass(frozen=True)
class Test:
    name: str
    seconds: float


@dataclass
class TestClass:
    module: str
    name: str
    seconds: float
    tests: int
    failed: int
    skipped: int
    methods: list[Test] = field(default_factory=list)


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """Each report with its module; modules lie at most two folders deep."""
    for depth in ("", "*/", "*/*/", "*/*/*/"):
        for kind in REPORTS:
            for path in sorted(root.glob(f"{depth}target/{kind}/TEST-*.xml")):
                module = path.parent.parent.parent.relative_to(root).as_posix()
                yield module, path
    for path in sorted(root.glob(f"{PYTHON_REPORTS}/*.xml")):
        yield path.stem, path


def read(root: Path) -> list[TestClass]:
    """All classes; a pytest run counts as one."""
    return [c for module, path in files(root) for c in parse(module, path)]


def parse(module: str, path: Path) -> Iterator[TestClass]:
    for suite in ElementTree.parse(path).getroot().iter("testsuite"):  # noqa: S314
        yield TestClass(
            module,
            suite.get("name", path.stem),
            seconds(suite),
            count(suite, "tests"),
            count(suite, "failures") + count(suite, "errors"),
            count(suite, "skipped"),
            [Test(case.get("name", ""), seconds(case)) for case in suite.iter("testcase")],
        )


def count(element: ElementTree.Element, name: str) -> int:
    return int(element.get(name, "0"))


def seconds(element: ElementTree.Element) -> float:
    return float(element.get("time", "0").replace(",", ""))


def delete(root: Path) -> None:
    """Of an earlier run, so that a sum is that of this one."""
    for _, path in list(files(root)):
        path.unlink()

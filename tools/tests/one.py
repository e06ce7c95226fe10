"""Runs one test class: python3 tools/tests/one.py CLASS[#METHOD]

Finds the module by the class's file and runs Maven there alone, offline, without what a test does not need: the checks
of the format and of mistakes, the packaging. The other modules' jars are those of the last build; when one that the
test needs is missing or older than its sources, they are built before.
"""

from __future__ import annotations

import argparse
import difflib
import os
import subprocess
import sys
import time
from pathlib import Path

import reports
import repository
from plan import MVN, PACKAGED_TESTS, SHORT_LIVED, UNIT_TESTS

ROOT = Path(__file__).resolve().parents[2]
COMPILE = (
    "resources:resources@default-resources",
    "compiler:compile@default-compile",
    "resources:testResources@default-testResources",
    "compiler:testCompile@default-testCompile",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("test", metavar="CLASS[#METHOD]")
    wanted = parser.parse_args().test
    name = wanted.partition("#")[0].rpartition(".")[2]
    if not name:
        print("test-one: which class? make test-one TEST=PanelTest", file=sys.stderr)
        return 2
    files = find(name)
    if len(files) != 1:
        print(complaint(name, files), file=sys.stderr)
        return 2
    module = module_of(files[0])
    if old := out_of_date(module):
        print(f"test-one: {', '.join(old)} changed since the last build: building", file=sys.stderr)
        build = [*MVN, "-q", "-T2", "-DskipTests", "-pl", f"{module},spark-job", "-am", "package"]
        if code := subprocess.run(build, cwd=ROOT, check=False).returncode:
            return code
    packaged = name.endswith("IT")
    # So that the next run of all tests compiles these classes once more, with the checks.
    (ROOT / module / repository.UNCHECKED).parent.mkdir(exist_ok=True)
    (ROOT / module / repository.UNCHECKED).touch()
    goals = [*COMPILE, *(PACKAGED_TESTS if packaged else UNIT_TESTS), f"-D{'it.test' if packaged else 'test'}={wanted}"]
    command = [*MVN, "-o", "-q", "-Punchecked", "-pl", module, *goals]
    command.append(f"-Dmaven.repo.local={repository.lay_out(ROOT)}")
    began = time.time()
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **SHORT_LIVED}, check=False).returncode
    for path in (ROOT / module / "target").glob(f"*-reports/TEST-*.{name}.xml"):
        if path.stat().st_mtime >= began:
            print_results(module, path)
    return code


def print_results(module: str, path: Path) -> None:
    for result in reports.parse(module, path):
        for test in sorted(result.methods, key=lambda t: -t.seconds):
            print(f"{test.seconds:8.1f} s  {test.name}")
        passed = result.tests - result.failed - result.skipped
        print(f"{passed} passed, {result.failed} failed, {result.skipped} skipped")


def find(name: str) -> list[Path]:
    return [p for p in sources("test") if p.stem == name]


def sources(kind: str) -> list[Path]:
    return [p for pom in repository.poms(ROOT) for p in (pom.parent / f"src/{kind}/java").rglob("*.java")]


def module_of(file: Path) -> str:
    folders = [pom.parent for pom in repository.poms(ROOT) if pom.parent != ROOT and file.is_relative_to(pom.parent)]
    return max(folders, key=lambda folder: len(folder.parts)).relative_to(ROOT).as_posix()


def complaint(name: str, files: list[Path]) -> str:
    if files:
        places = "\n".join(f"  {file.relative_to(ROOT)}" for file in files)
        return f"test-one: several classes are called {name}:\n{places}"
    names = {p.stem for p in sources("test") if p.stem.endswith(("Test", "IT"))}
    near = difflib.get_close_matches(name, names)
    return f"test-one: no test class is called {name}" + (f"; did you mean {', '.join(near)}?" if near else "")


def out_of_date(module: str) -> list[str]:
    """Which of the modules that this one needs are not built, or changed since. Spark's class path counts as one."""
    folders = repository.needed_modules(ROOT, module)
    old = [f.relative_to(ROOT).as_posix() for f in folders if built(f) < changed(f)]
    return old if (ROOT / repository.CLASS_PATH).exists() else [*old, "spark-job"]


def built(folder: Path) -> float:
    jars = [p.stat().st_mtime for p in (folder / "target").glob("*.jar")]
    return max(jars, default=0)


def changed(folder: Path) -> float:
    """When its sources were; a module without any is never out of date."""
    return max((p.stat().st_mtime for p in (folder / "src/main").rglob("*") if p.is_file()), default=0)


if __name__ == "__main__":
    sys.exit(main())

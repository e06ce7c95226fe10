"""Runs one test class: python3 tools/tests/one.py CLASS[#METHOD]

Finds the module by the class's file and runs Maven there alone, offline, without what a test does not need: the check
of the format, the packaging. The other modules' jars are those of the last build; when one that the test needs is
missing or older than its sources, they are built before.
"""

from __future__ import annotations

import argparse
import difflib
import os
import subprocess
import sys
from pathlib import Path

import repository
from plan import MVN

ROOT = Path(__file__).resolve().parents[2]


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
    goals = ["resources:resources@default-resources", "compiler:compile@default-compile"]
    goals += ["resources:testResources@default-testResources", "compiler:testCompile@default-testCompile"]
    goals += ["toolchains:select-jdk-toolchain@test-jdk"]
    if name.endswith("IT"):
        goals += ["failsafe:integration-test@packaged", "failsafe:verify@packaged", f"-Dit.test={wanted}"]
    else:
        goals += ["surefire:test@default-test", f"-Dtest={wanted}"]
    command = [*MVN, "-o", "-q", "-pl", module, *goals, f"-Dmaven.repo.local={repository.lay_out(ROOT)}"]
    # Maven runs for seconds: the second compiler would not pay for itself.
    options = f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC {os.environ.get('MAVEN_OPTS', '')}"
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "MAVEN_OPTS": options}, check=False).returncode


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

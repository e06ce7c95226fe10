"""What `make test` runs: the one list of its tasks. `make quick` and `make test-long` are variants of it.

As many tasks run beside each other as there are cores, two at least. The first in the list whose needs are done is
started next, so the order is the priority: what takes longest comes first. To add a module, add a line to MODULES.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace

MVN = ("bin/mvn", "-B")
UNIT_TESTS = ("toolchains:select-jdk-toolchain@test-jdk", "surefire:test@default-test")
PACKAGED_TESTS = (
    "toolchains:select-jdk-toolchain@test-jdk",
    "failsafe:integration-test@packaged",
    "failsafe:verify@packaged",
)
# For Maven where it runs for seconds: its JVM's second compiler would not pay for itself.
SHORT_LIVED = {"MAVEN_OPTS": f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC {os.environ.get('MAVEN_OPTS', '')}".strip()}
# Larger sizes of the tests that can run for as long as one likes.
LONG_SIZES = (
    "-Dparity.rows=1000000",
    "-Dfuzz.cases=10000",
    "-Dfixtures.random=40",
)


@dataclass(frozen=True)
class Task:
    """A command whose output goes to .work/tests/NAME.log."""

    name: str
    command: tuple[str, ...]
    needs: tuple[str, ...] = ()
    # Maven modules are resolved from what the task "build" left.
    lane: bool = False
    # Set for this command alone.
    environment: dict[str, str] = field(default_factory=dict)


def lane(name: str, folders: str, goals: tuple[str, ...], *needs: str) -> Task:
    """The tests of modules that the task "build" has compiled and packaged."""
    command = (*MVN, "--fail-at-end", "-pl", folders, *goals)
    return Task(name, command, ("build", "environments", *needs), lane=True, environment=SHORT_LIVED)


# The tests of the modules, the longest first.
MODULES = (
    lane("spark-job", "spark-job", UNIT_TESTS),
    lane("end-to-end", "end-to-end", UNIT_TESTS),
    lane("scoring-service", "scoring-service", UNIT_TESTS),
    lane("spark-job-packaged", "spark-job", PACKAGED_TESTS),
    lane("scoring-service-packaged", "scoring-service", PACKAGED_TESTS),
    lane("parity", "parity", UNIT_TESTS),
    lane("mllib-scorer", "libs/mllib-scorer", UNIT_TESTS),
    lane("test-services", "libs/test-services", UNIT_TESTS),
    lane("multilabel-gbt", "libs/multilabel-gbt", UNIT_TESTS),
    # Short ones in one run of Maven, which takes as long to start as they take.
    lane("small-modules", "libs/bank-schema,libs/bank-simulator,libs/mimic-load", UNIT_TESTS),
)

SHORT = (
    Task("lint-python", ("tools/lint-python.sh",)),
    Task("lint-docker", ("tools/lint-docker.sh",)),
    Task("test-tools", ("tools/test-tools.sh",)),
)


def build(*options: str) -> Task:
    """Compiles, checks the format, makes the fixtures and packages: all that comes before the tests."""
    return Task("build", (*MVN, "-T2", "-DskipTests", *options, "package"))


def tests(*options: str) -> tuple[Task, ...]:
    """Everything; OPTIONS are given to each run of Maven."""
    return (
        build(*options),
        Task("environments", ("tools/venvs/install.sh",)),
        Task("test-airflow", ("tools/test-airflow.sh",)),
        Task("test-grafana", ("tools/test-grafana.sh",)),
        *SHORT,
        *(replace(m, command=(*m.command, *options)) for m in MODULES),
    )


def quick() -> tuple[Task, ...]:
    """What needs no server: the linters beside one run of Maven that compiles and tests."""
    return (Task("build-and-test", (*MVN, "-T2", "-Pquick", "verify")), *SHORT)


PLANS: dict[str, Callable[[], tuple[Task, ...]]] = {
    "test": tests,
    "quick": quick,
    "test-long": lambda: tests(*LONG_SIZES),
}

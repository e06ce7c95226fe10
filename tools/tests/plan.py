"""What `make test` runs: the one list of its tasks. `make quick` and `make test-long` are variants of it.

One task more than there are cores runs at a time, since tests wait for servers. The first in the list whose needs are
done is started next, so the order is the priority: what takes longest comes first. To add a module, add a line to
MODULES.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

MVN = ("bin/mvn", "-B")
ENVIRONMENTS = "environments"
JDK = "toolchains:select-jdk-toolchain@test-jdk"
UNIT_TESTS = (JDK, "surefire:test@default-test")
PACKAGED_TESTS = (JDK, "failsafe:integration-test@packaged", "failsafe:verify@packaged")
# For Maven, which runs for a minute at most: its JVM's second compiler would not pay for itself.
SHORT_LIVED = {"MAVEN_OPTS": f"-XX:TieredStopAtLevel=1 -XX:+UseSerialGC {os.environ.get('MAVEN_OPTS', '')}".strip()}
# Larger sizes of the tests that can run for as long as one likes.
LONG_SIZES = (
    "-Dparity.rows=1000000",
    "-Dfuzz.cases=10000",
    "-Dfixtures.random=40",
    "-Dfixtures.kernels=20,100",
    "-Ddrift.seeds=20",
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
    """Goals of modules that the task "build" has compiled and packaged."""
    command = (*MVN, "--fail-at-end", "-pl", folders, *goals)
    return Task(name, command, ("build", *needs), lane=True, environment=SHORT_LIVED)


def module(name: str, folders: str, goals: tuple[str, ...], *needs: str) -> Task:
    """Tests, some of which start servers."""
    return lane(name, folders, goals, ENVIRONMENTS, *needs)


# Made by Spark for the tests, once: while what makes them stays the same, this ends at once.
FIXTURES = (
    lane("bundles", "spark-job", (JDK, "exec:exec@write-bundles", "jar:jar@bundles")),
    lane("spark-fixtures", "libs/spark-fixtures", (JDK, "exec:exec@write-fixtures", "jar:jar@fixtures")),
)

# The tests of the modules, the longest first.
MODULES = (
    module("training-dag", "end-to-end", (*UNIT_TESTS, "-Dtest=TrainingDagTest"), "bundles"),
    module("spark-job", "spark-job", UNIT_TESTS, "bundles"),
    module("spark-job-packaged", "spark-job", PACKAGED_TESTS, "bundles"),
    module("end-to-end", "end-to-end", (*UNIT_TESTS, "-Dtest=!TrainingDagTest"), "bundles"),
    module("scoring-service", "scoring-service", UNIT_TESTS, "bundles"),
    module("scoring-service-packaged", "scoring-service", PACKAGED_TESTS, "bundles"),
    module("parity", "parity", UNIT_TESTS, "bundles"),
    module("mllib-scorer", "libs/mllib-scorer", UNIT_TESTS, "spark-fixtures"),
    module("test-services", "libs/test-services", UNIT_TESTS),
    module("multilabel-gbt", "libs/multilabel-gbt", UNIT_TESTS),
    # Short ones in one run of Maven, which takes as long to start as they take.
    module("small-modules", "libs/bank-schema,libs/bank-simulator,libs/mimic-load", UNIT_TESTS),
)
# Where every test wants a server or is long.
NOT_QUICK = {"training-dag", "end-to-end", "parity", "test-services", "spark-job-packaged"}

SHORT = (
    Task("lint-python", ("tools/lint-python.sh",)),
    Task("lint-docker", ("tools/lint-docker.sh",)),
    Task("test-tools", ("tools/test-tools.sh",)),
)


def maven(modules: Iterable[Task], *options: str) -> tuple[Task, ...]:
    """The build, the fixtures and the tests of modules; OPTIONS are given to each run of Maven."""
    command = (*MVN, "-T2", "-DskipTests", "-Dexec.skip=true", "package")
    build = Task("build", command, environment=SHORT_LIVED)
    return tuple(replace(t, command=(*t.command, *options)) for t in (build, *FIXTURES, *modules))


def tests(*options: str) -> tuple[Task, ...]:
    """Everything."""
    return (
        *maven(MODULES, *options),
        Task(ENVIRONMENTS, ("tools/venvs/install.sh",)),
        Task("test-airflow", ("tools/test-airflow.sh",)),
        Task("test-grafana", ("tools/test-grafana.sh",)),
        *SHORT,
    )


def quick() -> tuple[Task, ...]:
    """What needs no server, and is short."""
    modules = (replace(m, needs=tuple(n for n in m.needs if n != ENVIRONMENTS)) for m in MODULES)
    return (*maven((m for m in modules if m.name not in NOT_QUICK), "-Pquick"), *SHORT)


PLANS: dict[str, Callable[[], tuple[Task, ...]]] = {
    "test": tests,
    "quick": quick,
    "test-long": lambda: tests(*LONG_SIZES),
}

"""The runner of the tests, with small commands in place of Maven's."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import plan
import processes
import pytest
import reports
import repository
from output import Console
from plan import Task
from pool import FAILED, NOT_RUN, OK, Pool

ROOT = Path(__file__).resolve().parents[2]
PASSED_CLASS = """[INFO] Running org.bankrs.GoodTest
[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 1.5 s -- in org.bankrs.GoodTest
"""
FAILED_CLASS = """[INFO] Running org.bankrs.BadTest
what the test printed
[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.25 s <<< FAILURE! -- in org.bankrs.BadTest
"""


def shell(name: str, text: str, *needs: str) -> Task:
    return Task(name, ("bash", "-c", text), needs)


def pool(tmp_path: Path) -> Pool:
    return Pool(tmp_path, tmp_path, Console(), list)


def test_a_failed_task_ends_only_those_that_need_it(tmp_path: Path) -> None:
    tasks = (
        shell("bad", "exit 3"),
        shell("needs-bad", "touch ran", "bad"),
        shell("needs-that", "touch ran", "needs-bad"),
        shell("good", "echo fine"),
    )
    outcomes = pool(tmp_path).run(tasks, 2)
    assert [o.result for o in outcomes] == [FAILED, NOT_RUN, NOT_RUN, OK]
    assert outcomes[1].reason == "needs bad"
    assert not (tmp_path / "ran").exists()
    assert "fine" in (tmp_path / "good.log").read_text()


def test_a_task_begins_when_those_it_needs_are_done(tmp_path: Path) -> None:
    tasks = (shell("second", "cat made", "first"), shell("first", "echo it > made"))
    assert [o.result for o in pool(tmp_path).run(tasks, 2)] == [OK, OK]


def test_a_line_for_each_class_and_the_output_of_the_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "printed").write_text(PASSED_CLASS + FAILED_CLASS)
    pool(tmp_path).run((shell("module", "cat printed"),), 1)
    lines = capsys.readouterr().out.splitlines()
    assert any("module" in x and "ok" in x and "org.bankrs.GoodTest (3 tests, 1 skipped" in x for x in lines)
    assert any("FAILED" in x and "org.bankrs.BadTest" in x for x in lines)
    assert "    | what the test printed" in lines
    assert not any("| [INFO] Running org.bankrs.GoodTest" in x for x in lines)


def test_what_a_task_leaves_running_is_named_and_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tasks = (shell("leaves", "setsid sleep 987 & until grep -q sleep /proc/$!/comm; do :; done; echo $! > pid"),)
    pool(tmp_path).run(tasks, 1)
    assert "left running and ended: sleep 987" in capsys.readouterr().out
    pid = int((tmp_path / "pid").read_text())
    # Its new parent may still have to take notice of its end, but it has no command any more.
    assert not processes.describe(pid)


def test_processor_seconds_count_children(tmp_path: Path) -> None:
    burn = f"{sys.executable} -c 'import time\nwhile time.process_time() < 0.5: pass'"
    (outcome,) = pool(tmp_path).run((shell("burns", burn),), 1)
    assert outcome.processor >= 0.5


def test_interrupting_ends_all_and_says_so(tmp_path: Path) -> None:
    program = (
        "import run, plan; from pathlib import Path; run.ROOT = run.FOLDER = Path.cwd(); run.prepare = lambda: None;"
        "plan.PLANS['test'] = lambda: (plan.Task('long', ('sleep', '986')), plan.Task('next', ('true',), ('long',)));"
        "import sys; sys.argv = ['run', 'test']; sys.exit(run.main())"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tools/tests")}
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
    ) as runner:
        assert runner.stdout is not None
        assert "begins" in runner.stdout.readline()
        while not any("sleep 986" in processes.describe(pid) for pid in children()):
            time.sleep(0.02)
        runner.terminate()
        printed = runner.stdout.read()
    assert runner.returncode == 130
    assert printed.splitlines()[-1] == "0 passed, 0 failed, 0 skipped"
    assert "next: ended before" in printed
    assert not any("sleep 986" in processes.describe(pid) for pid in children())


def children() -> list[int]:
    return [int(entry.name) for entry in os.scandir("/proc") if entry.name.isdigit()]


def test_each_module_of_the_build_with_tests_is_in_the_plan() -> None:
    planned = {f for task in plan.MODULES for f in task.command[task.command.index("-pl") + 1].split(",")}
    tested = {p.parent.relative_to(ROOT).as_posix() for p in repository.poms(ROOT) if has_tests(p.parent)}
    tested.discard(".")
    assert tested <= planned


def has_tests(folder: Path) -> bool:
    return any((folder / "src/test/java").rglob("*Test.java")) or any((folder / "src/test/java").rglob("*IT.java"))


def test_each_need_is_a_task() -> None:
    for name, tasks in plan.PLANS.items():
        known = {t.name for t in tasks()}
        assert all(need in known for t in tasks() for need in t.needs), name


def test_reports_are_summed(tmp_path: Path) -> None:
    folder = tmp_path / "libs/a/target/surefire-reports"
    folder.mkdir(parents=True)
    (folder / "TEST-org.bankrs.ATest.xml").write_text(
        '<testsuite name="org.bankrs.ATest" time="1,234.5" tests="4" errors="1" failures="1" skipped="1">'
        '<testcase name="slow" time="2.5"/></testsuite>'
    )
    (test_class,) = reports.read(tmp_path)
    assert (test_class.module, test_class.tests, test_class.failed, test_class.skipped) == ("libs/a", 4, 2, 1)
    assert test_class.seconds == 1234.5
    assert test_class.methods[0].name == "slow"


def test_modules_are_found_in_the_lanes_repository_and_libraries_linked(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    for folder in ("com/example", "org/apache/spark/spark-core", "org/bankrs/old"):
        (shared / folder).mkdir(parents=True)
    root = tmp_path / "checkout"
    (root / "spark-job/target").mkdir(parents=True)
    space = 'xmlns="http://maven.apache.org/POM/4.0.0"'
    (root / "pom.xml").write_text(
        f"<project {space}><artifactId>bankrs</artifactId><version>1</version>"
        "<modules><module>spark-job</module></modules></project>"
    )
    (root / "spark-job/pom.xml").write_text(
        f"<project {space}><parent><version>1</version></parent><artifactId>spark-job</artifactId></project>"
    )
    (root / "spark-job/target/spark-job-1.jar").write_text("jar")
    (root / repository.CLASS_PATH).write_text(f"/x/a.jar:{shared}/org/apache/spark/spark-core/1/spark-core.jar")
    overlay = repository.lay_out(root)
    assert (overlay / "org/bankrs/spark-job/1/spark-job-1.jar").read_text() == "jar"
    assert (overlay / "org/bankrs/bankrs/1/bankrs-1.pom").exists()
    assert (overlay / "com/example").exists()
    assert (overlay / "org/apache/spark/spark-core").exists()
    assert not (overlay / "org/bankrs/old").exists()

"""Lets Maven test one module with the others' jars as the last build left them, without installing anything.

Maven 3 takes another module of the same build only when it ran in the same process. Otherwise it looks into the local
repository, which all checkouts share. So the lanes get a repository of their own under .work: links to all that the
shared one holds, and links to this checkout's own jars.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

GROUP = "org.bankrs"
POM = "{http://maven.apache.org/POM/4.0.0}"
# Beside classes that make test-one compiled without the checks.
UNCHECKED = "target/unchecked"
# The build lists there where the libraries are, which tells where the shared repository is.
CLASS_PATH = "spark-job/target/spark.classpath"


def lay_out(root: Path) -> Path:
    """Makes the repository anew and returns it."""
    overlay = root / ".work/tests/repository"
    shutil.rmtree(overlay, ignore_errors=True)
    first, *others = GROUP.split(".")
    link_all(shared_repository(root), overlay, leave_out=first)
    link_all(shared_repository(root) / first, overlay / first, leave_out=others[0])
    for pom in poms(root):
        artifact, version = coordinates(pom)
        folder = overlay / GROUP.replace(".", "/") / artifact / version
        folder.mkdir(parents=True)
        (folder / f"{artifact}-{version}.pom").symlink_to(pom)
        for jar in (pom.parent / "target").glob(f"{artifact}-{version}*.jar"):
            (folder / jar.name).symlink_to(jar)
    return overlay


def shared_repository(root: Path) -> Path:
    library = "/org/apache/spark/"
    for entry in (root / CLASS_PATH).read_text().split(":"):
        if library in entry:
            return Path(entry.partition(library)[0])
    raise ValueError(f"{CLASS_PATH} names no library of Spark")


def link_all(source: Path, target: Path, leave_out: str) -> None:
    target.mkdir(parents=True)
    for entry in source.iterdir():
        if entry.name != leave_out:
            (target / entry.name).symlink_to(entry)


def poms(root: Path) -> Iterator[Path]:
    """The root's pom and those of its modules."""
    yield root / "pom.xml"
    for module in ElementTree.parse(root / "pom.xml").getroot().iter(f"{POM}module"):  # noqa: S314
        yield root / (module.text or "") / "pom.xml"


def needed_modules(root: Path, module: str) -> list[Path]:
    """The folders of the modules that MODULE is built or tested with, at any remove."""
    folders = {coordinates(pom)[0]: pom.parent for pom in poms(root) if pom.parent != root}
    found: list[Path] = []
    waiting = [root / module]
    while waiting:
        project = ElementTree.parse(waiting.pop() / "pom.xml").getroot()  # noqa: S314
        for dependency in project.iterfind(f"{POM}dependencies/{POM}dependency"):
            folder = folders.get(dependency.findtext(f"{POM}artifactId", ""))
            if dependency.findtext(f"{POM}groupId") == GROUP and folder is not None and folder not in found:
                found.append(folder)
                waiting.append(folder)
    return found


def forget_unchecked(root: Path) -> None:
    """Lets the next build compile anew what was compiled without the checks."""
    for pom in poms(root):
        if (pom.parent / UNCHECKED).exists():
            shutil.rmtree(pom.parent / "target/maven-status", ignore_errors=True)
            (pom.parent / UNCHECKED).unlink()


def coordinates(pom: Path) -> tuple[str, str]:
    project = ElementTree.parse(pom).getroot()  # noqa: S314
    version = project.findtext(f"{POM}version") or project.findtext(f"{POM}parent/{POM}version")
    artifact = project.findtext(f"{POM}artifactId")
    if artifact is None or version is None:
        raise ValueError(f"{pom} names no artifact or no version")
    return artifact, version

"""A Spark session with this project's job and trainer on its class path."""

import os
import subprocess
from pathlib import Path

from pyspark.sql import SparkSession

ROOT = Path(__file__).resolve().parent.parent.parent


def start(name: str) -> SparkSession:
    """Starts Spark on all cores of this machine."""
    home = subprocess.run([ROOT / "bin" / "jdk", "17", "21"], capture_output=True, text=True, check=True)  # noqa: S603
    os.environ["JAVA_HOME"] = home.stdout.strip()
    job = ROOT / "spark-job" / "target" / "bankrs-job.jar"
    session: SparkSession = (
        SparkSession.builder.appName(name)
        .master("local[*]")
        .config("spark.jars", str(job))
        .config("spark.driver.memory", "8g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session

"""A Spark session: where it runs in, a session out, on the loopback address where it runs here."""

import os
import shutil
import sys
from collections.abc import Mapping
from typing import Any


class SparkMissing(ValueError):
    """Spark, or the Java that it needs, is not installed; the message says what to do."""


def spark_session(master: str, settings: Mapping[str, str] | None = None) -> Any:
    """A session at `master` (local[2], k8s://…, spark://…), with Spark's own settings besides. Raises SparkMissing."""
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415  # an extra that few need
    except ImportError as error:
        raise SparkMissing("this needs Spark's packages: pip install 'gen-studio[spark]'") from error
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise SparkMissing("Spark needs Java 17; on Debian: apt install openjdk-17-jre-headless")
    told = {
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1",  # a part is told of when it is done
    }
    if master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        told |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.appName("gen-studio").master(master)
    for name, value in {**told, **(settings or {})}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()

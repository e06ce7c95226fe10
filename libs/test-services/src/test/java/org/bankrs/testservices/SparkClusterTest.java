package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("services")
class SparkClusterTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static SparkCluster cluster;

  @BeforeAll
  static void startCluster() {
    cluster = SparkCluster.start(2, 1, 512);
  }

  @AfterAll
  static void endCluster() throws Exception {
    List<ProcessHandle> processes = cluster.processes();
    cluster.close();
    Gone.assertGone(processes, URI.create(cluster.masterUrl()).getPort());
  }

  @Test
  void anApplicationRunsOnBothWorkers() throws Exception {
    Path application = Path.of(SparkClusterTest.class.getResource("sum_on_cluster.py").toURI());

    ProgramResult result =
        cluster.submit(
            List.of(
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1.0",
                application.toString(),
                "1000"),
            Map.of("GREETING", "hello"),
            TIMEOUT);

    assertThat(result.exitCode()).as(result.standardError()).isZero();
    assertThat(result.standardOutput()).contains("total=332833500 executors=2 greeting=hello");
  }

  @Test
  void anApplicationThatFailsKeepsItsExitCodeAndOutput(@TempDir Path folder) throws Exception {
    Path application =
        Files.writeString(
            folder.resolve("fails.py"), "import sys\nprint('refused')\nsys.exit(3)\n");

    ProgramResult result = cluster.submit(List.of(application.toString()), Map.of(), TIMEOUT);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.standardOutput()).contains("refused");
  }
}

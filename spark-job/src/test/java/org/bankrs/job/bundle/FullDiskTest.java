package org.bankrs.job.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.SparkTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real full disk: a file system of 200 KiB in memory. Only root may mount one. */
class FullDiskTest {
  @TempDir private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws IOException, InterruptedException {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString()) == 0;
    assumeTrue(mounted, "needs the right to mount");
  }

  @AfterEach
  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      assertThat(run("umount", "-l", disk.toString())).isZero();
    }
  }

  @Test
  void endsWithOneMessageAndLeavesNothing() {
    String out = disk.resolve("bundle").toString();
    assertThatThrownBy(
            () -> {
              try (BundleWriter bundle = BundleWriter.begin(new Configuration(), out)) {
                bundle.write("report.html", "x".repeat(1 << 20));
              }
            })
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContaining(disk.toString())
        .hasMessageContaining("No space left on device");
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void doesTheSameWhenSparkIsTheOneWhoWrites() {
    SparkTest.session();
    String[][] labels = {new String[20_000]};
    for (int i = 0; i < labels[0].length; i++) {
      // Text that does not compress.
      labels[0][i] = Long.toHexString(Long.reverse(i * 0x9e3779b97f4a7c15L)) + i;
    }
    StringIndexerModel indexer = new StringIndexerModel("indexer", labels);
    PipelineModel pipeline = new PipelineModel("pipeline", new Transformer[] {indexer});
    String out = disk.resolve("bundle").toString();
    assertThatThrownBy(
            () -> {
              try (BundleWriter bundle = BundleWriter.begin(new Configuration(), out)) {
                bundle.pipeline(pipeline);
              }
            })
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContaining("cannot save the pipeline in " + out)
        .hasMessageContaining("No space left on device");
    assertThat(disk).isEmptyDirectory();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}

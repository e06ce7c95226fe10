package org.bankrs.job.bundle;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.source.Source;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.schema.Feature;
import org.bankrs.schema.Features;
import org.bankrs.schema.Product;
import org.bankrs.testservices.Venv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle's pipeline is stock Spark: PySpark runs it without this project's jar. */
@Tag("services")
class PySparkTest {
  private static final int ROWS = 1000;
  private static final int TIMEOUT_MINUTES = 5;

  @TempDir Path folder;

  @Test
  void pySparkGivesTheSameProbabilities() throws Exception {
    Path model = TestBank.model();
    Path rows = folder.resolve("rows");
    writeRows(model, rows);
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder program =
        new ProcessBuilder(
                Venv.named("pyspark").python().toString(),
                Path.of("src/test/python/replay.py").toAbsolutePath().toString(),
                model.resolve("pipeline").toString(),
                rows.toString())
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    program.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    program.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = program.start();
    try {
      assertThat(process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    String[] found = Files.readString(output).strip().split(" ", -1);
    assertThat(found[0]).as("version of Spark").isEqualTo("4.1.0");
    assertThat(Integer.parseInt(found[1])).as("rows").isEqualTo(ROWS);
    assertThat(Integer.parseInt(found[2]))
        .as("different probabilities, more than the base rates of the products")
        .isGreaterThan(Product.ALL.size());
    assertThat(Double.parseDouble(found[3])).as("largest difference").isBetween(0.0, 1e-12);
  }

  /** Feature rows with the probabilities that this project measures by. */
  private static void writeRows(Path model, Path out) {
    List<String> features = Features.ALL.stream().map(Feature::name).toList();
    SparkSession session = SparkTest.session();
    Source source = Source.of(TestBank.rawFile().toString(), Optional.empty(), Map.of());
    try (Panel panel = Panel.read(session, source, Optional.empty(), 2, 1)) {
      Bundle bundle = Bundle.open(session.sparkContext().hadoopConfiguration(), model.toString());
      Dataset<Row> scored =
          ModelPipeline.score(bundle.pipeline(), panel.rows().limit(ROWS), features);
      String probabilities = scored.columns()[features.size()];
      scored
          .withColumn("expected", vector_to_array(col(probabilities), "float64"))
          .drop(probabilities)
          .write()
          .parquet(out.toString());
    }
  }
}

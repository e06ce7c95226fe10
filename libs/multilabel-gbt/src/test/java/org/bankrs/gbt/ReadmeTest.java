package org.bankrs.gbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Console;

/** The Java example in the README, compiled and run as it is printed. */
class ReadmeTest {
  private final SparkSession spark = TestSpark.session();

  @TempDir private Path folder;

  @Test
  void javaExampleTrainsAndPredicts() throws Exception {
    SimulatedRows simulated = new SimulatedRows(4, new int[] {5}, 2, 0.1);
    Dataset<Row> rows = spark.createDataFrame(simulated.rows(1000, 5), simulated.schema());
    ByteArrayOutputStream shown = new ByteArrayOutputStream();

    // Java has no way to change its working directory, which "model" is relative to; Hadoop has.
    FileSystem files = FileSystem.get(spark.sparkContext().hadoopConfiguration());
    org.apache.hadoop.fs.Path before = files.getWorkingDirectory();
    files.setWorkingDirectory(new org.apache.hadoop.fs.Path(folder.toUri()));
    try (URLClassLoader compiled = compile()) {
      Method run = compiled.loadClass("Example").getMethod("run", Dataset.class);
      Console.withOut(
          shown,
          () -> {
            try {
              return run.invoke(null, rows);
            } catch (ReflectiveOperationException e) {
              throw new LinkageError("the example failed", e);
            }
          });
    } finally {
      files.setWorkingDirectory(before);
    }

    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("probability_loan", "prediction_card", "only showing top 20 rows");
    assertThat(folder.resolve("model/stages")).isDirectoryContaining("glob:**_loan*");
  }

  private URLClassLoader compile() throws IOException {
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source,
        """
        import org.apache.spark.ml.PipelineModel;
        import org.apache.spark.sql.Dataset;
        import org.apache.spark.sql.Row;
        import org.bankrs.gbt.MultilabelGbtClassifier;
        import org.bankrs.gbt.MultilabelGbtModel;

        public final class Example {
          public static void run(Dataset<Row> rows) throws Exception {
        %s
          }
        }
        """
            .formatted(javaIn(Files.readString(Path.of("README.md")))));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, "-d", folder.toString(), source.toString());
    assertThat(exitCode).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader());
  }

  private static String javaIn(String markdown) {
    String fence = "```java\n";
    int from = markdown.indexOf(fence) + fence.length();
    return markdown.substring(from, markdown.indexOf("```", from));
  }
}

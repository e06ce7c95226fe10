package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bankrs.testservices.Venv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PySpark example in the README of multilabel-gbt, run as it is printed. */
@Tag("services")
class TrainerExampleTest {
  private static final Path MODULE = Repository.ROOT.resolve("libs/multilabel-gbt");

  @TempDir private Path folder;

  @Test
  void pysparkExampleTrainsAndPredicts() throws Exception {
    Path rows = folder.resolve("rows.parquet");
    run(Repository.ROOT.resolve("end-to-end/src/test/python/example_rows.py"), rows.toString());
    Files.copy(jar(), folder.resolve("multilabel-gbt.jar"));
    Path example = folder.resolve("example.py");
    Files.writeString(example, pythonIn(Files.readString(MODULE.resolve("README.md"))));

    String shown = run(example);

    assertThat(shown).contains("probability_loan").contains("only showing top 20 rows");
    assertThat(folder.resolve("model/stages")).isDirectoryContaining("glob:**_loan*");
  }

  private String run(Path program, String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(
            List.of(Venv.named("pyspark").python().toString(), program.toString()));
    command.addAll(List.of(arguments));
    Repository.Ended ended =
        Repository.run(
            folder,
            command,
            Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "SPARK_LOCAL_IP", "127.0.0.1",
                // Short runs, which the second compiler does not pay for.
                "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"),
            Duration.ofMinutes(5));
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    return ended.output();
  }

  private static String pythonIn(String markdown) {
    String fence = "```python\n";
    int from = markdown.indexOf(fence) + fence.length();
    return markdown.substring(from, markdown.indexOf("```", from));
  }

  private static Path jar() throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(MODULE.resolve("target"), "multilabel-gbt-*.jar")) {
      for (Path jar : jars) {
        String name = jar.getFileName().toString();
        if (!name.contains("-tests") && !name.contains("-sources")) {
          return jar;
        }
      }
    }
    throw new IOException("no jar in " + MODULE.resolve("target") + "; run make build");
  }
}

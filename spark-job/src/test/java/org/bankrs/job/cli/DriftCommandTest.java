package org.bankrs.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bankrs.job.TestBank;
import org.bankrs.schema.RawSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftCommandTest {
  @TempDir private Path folder;

  @Test
  void aChannelThatTrainingNeverSawIsAnAlarm() throws IOException {
    Path rows = folder.resolve("rows.csv");
    int channel = RawSchema.column("canal_entrada").orElseThrow().position();
    List<String> lines = Files.readAllLines(TestBank.rawFile());
    Files.write(
        rows,
        lines.stream()
            .map(line -> line.equals(lines.get(0)) ? line : with(line, channel, "KZZ"))
            .toList());

    JsonNode drift = drift(rows);

    assertThat(drift.get("features").get("canal_entrada").get("unseen").doubleValue()).isEqualTo(1);
    assertThat(drift.get("features").get("age").get("unseen").doubleValue()).isZero();
    assertThat(drift.get("alarms"))
        .extracting(JsonNode::textValue)
        .contains("canal_entrada")
        .doesNotContain("renta");
  }

  @Test
  void aFolderThatIsNoBundleIsOneMessage() {
    Job.Outcome outcome =
        Job.run(
            Map.of(),
            "drift",
            "--reference",
            folder.toString(),
            "--source",
            TestBank.rawFile().toString());

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.OTHER);
    assertThat(outcome.message()).contains("manifest.json").hasLineCount(1);
  }

  private JsonNode drift(Path rows) throws IOException {
    Path json = folder.resolve("drift.json");
    Job.Outcome outcome =
        Job.run(
            Map.of(),
            "drift",
            "--reference",
            TestBank.model().toString(),
            "--source",
            rows.toString(),
            "--least-rows",
            "300",
            "--json",
            json.toString());
    assertThat(outcome.exitCode()).as(outcome.message()).isZero();
    return new ObjectMapper().readTree(json.toFile());
  }

  private static String with(String line, int position, String value) {
    String[] fields = line.split(",", -1);
    fields[position] = value;
    return String.join(",", fields);
  }
}

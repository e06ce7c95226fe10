package org.bankrs.job.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.schema.RawSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void theRecordOfAnEarlierBundleIsReplaced() {
    write(Map.of("run.json", "1", "old", ""));
    write(Map.of("run.json", "2"));

    assertThat(folder.toFile().list()).containsExactly("model.run");
    assertThat(folder.resolve("model.run").toFile().list()).containsExactly("run.json");
    assertThat(folder.resolve("model.run/run.json")).hasContent("2");
  }

  @Test
  void nothingIsLeftOfARecordThatCouldNotBeWritten() {
    // The second cannot be below the first.
    Map<String, String> files = new LinkedHashMap<>();
    files.put("run.json", "1");
    files.put("run.json/sample.csv", "2");

    assertThatThrownBy(() -> write(files)).isInstanceOf(SourceUnreadableException.class);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void rowsBecomeCsvAsTheBankWritesIt() {
    String csv =
        RunFolder.csv(
            List.of(
                Map.of("fecha_dato", "2015-01-28", "nomprov", "CORUÑA, A"),
                Map.of("segmento", "a \"quoted\" one")));

    List<String> lines = csv.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo(String.join(",", RawSchema.NAMES));
    assertThat(lines.get(1)).startsWith("2015-01-28,,").contains(",\"CORUÑA, A\",");
    assertThat(lines.get(2)).contains(",\"a \"\"quoted\"\" one\",");
  }

  private void write(Map<String, String> files) {
    RunFolder.write(new Configuration(false), folder.resolve("model").toString(), files);
  }
}

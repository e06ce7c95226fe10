package org.bankrs.job.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFileTest {
  @TempDir private Path folder;

  @Test
  void theFileAppearsWholeAndAlone() throws Exception {
    Path out = folder.resolve("page.html");
    try (PageFile file = PageFile.begin(new Configuration(), out.toString())) {
      assertThat(out).doesNotExist();
      file.write("text é");
    }
    assertThat(out).hasContent("text é");
    assertThat(names()).containsExactly("page.html");
  }

  @Test
  void nothingStaysWhenTheWorkFails() throws Exception {
    try (PageFile file =
        PageFile.begin(new Configuration(), folder.resolve("page.html").toUri().toString())) {
      assertThat(file).isNotNull();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void anExistingFileIsKept() throws Exception {
    Path out = Files.writeString(folder.resolve("page.html"), "old");
    assertThatThrownBy(() -> PageFile.begin(new Configuration(), out.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("page.html exists");
    assertThat(out).hasContent("old");
    assertThat(names()).containsExactly("page.html");
  }

  private Iterable<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}

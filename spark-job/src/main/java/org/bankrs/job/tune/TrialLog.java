package org.bankrs.job.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.bundle.Json;

/** The trials of a search in a local file, a line of JSON each, written when a trial has ended. */
record TrialLog(Path file) {

  /** The trials so far; none when there is no file yet. */
  List<Trial> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(line -> Json.read(file.toString(), line, Trial.class))
          .toList();
    } catch (IOException e) {
      throw new SourceUnreadableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  void add(Trial trial) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Files.writeString(
          file, Json.line(trial) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new SourceUnreadableException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}

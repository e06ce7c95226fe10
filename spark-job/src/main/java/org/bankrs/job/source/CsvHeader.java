package org.bankrs.job.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.bankrs.job.DataRefusedException;
import org.bankrs.job.SourceUnreadableException;

/** The first line of a CSV file, checked before the rows are read. */
final class CsvHeader {
  private static final int MAX_BYTES = 64 * 1024;

  private CsvHeader() {}

  /** Refuses a file whose first line is not the bank's header. */
  static void check(Configuration configuration, Path file) {
    String line = firstLine(configuration, file);
    if (line.isBlank()) {
      throw new DataRefusedException(
          "header", file.toString(), "an empty file", "the 48 column names");
    }
    List<String> names = new ArrayList<>();
    for (String name : line.split(",", -1)) {
      names.add(name.strip().replaceAll("^\"|\"$", ""));
    }
    if (names.size() == 1) {
      String start = line.substring(0, Math.min(60, line.length()));
      throw new DataRefusedException(
          "header",
          file.toString(),
          "one column, \"" + start + "\"",
          "48 names separated by commas");
    }
    Columns.requireOrder(file.toString(), names);
  }

  private static String firstLine(Configuration configuration, Path file) {
    CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(file);
    try (InputStream raw = file.getFileSystem(configuration).open(file);
        InputStream in = codec == null ? raw : codec.createInputStream(raw)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MAX_BYTES; b = in.read()) {
        line.write(b);
      }
      String text = line.toString(StandardCharsets.UTF_8);
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    } catch (IOException e) {
      throw new SourceUnreadableException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}

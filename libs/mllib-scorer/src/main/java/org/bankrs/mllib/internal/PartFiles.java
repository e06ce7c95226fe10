package org.bankrs.mllib.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bankrs.mllib.ModelFormatException;

/** The {@code part-*} files that Spark writes in place of one file. */
final class PartFiles {

  private PartFiles() {}

  /** The part files of a folder in the order of their names, at least one. */
  static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelFormatException(folder + ": no such folder; expected Spark's part-* files");
    }
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder)) {
      parts = files.filter(PartFiles::isPart).sorted().toList();
    } catch (IOException e) {
      throw new ModelFormatException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
    if (parts.isEmpty()) {
      throw new ModelFormatException(folder + ": holds no part-* file; expected at least one");
    }
    return parts;
  }

  private static boolean isPart(Path file) {
    return file.getFileName().toString().startsWith("part-");
  }

  /**
   * The bytes of one part, checked against the checksum beside it where there is one.
   *
   * @param maxBytes a part larger than this is refused
   */
  static ByteBuffer read(Path part, long maxBytes) {
    try {
      long size = Files.size(part);
      if (size > maxBytes) {
        throw new ModelFormatException(
            part + ": has " + size + " bytes; expected at most " + maxBytes);
      }
      byte[] bytes = Files.readAllBytes(part);
      HadoopChecksum.verify(part, bytes);
      return ByteBuffer.wrap(bytes);
    } catch (IOException e) {
      throw new ModelFormatException(part + ": cannot be read: " + e.getMessage(), e);
    }
  }
}

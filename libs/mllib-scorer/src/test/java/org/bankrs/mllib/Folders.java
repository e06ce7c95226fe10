package org.bankrs.mllib;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Copies of saved pipelines, to be damaged. */
final class Folders {

  private Folders() {}

  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part files below a folder, without checksums. */
  static List<Path> parts(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of the only stage whose name contains the text given. */
  static Path stage(Path pipeline, String name) {
    try (Stream<Path> stages = Files.list(pipeline.resolve("stages"))) {
      List<Path> found =
          stages.filter(stage -> stage.getFileName().toString().contains(name)).toList();
      if (found.size() != 1) {
        throw new AssertionError(name + " is in the names of " + found);
      }
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the metadata of a pipeline or stage. */
  static void editMetadata(Path folder, UnaryOperator<String> edit) {
    Path part = parts(folder.resolve("metadata")).get(0);
    try {
      String before = Files.readString(part);
      String after = edit.apply(before);
      if (after.equals(before)) {
        throw new AssertionError("nothing to change in " + before);
      }
      Files.write(part, after.getBytes(StandardCharsets.UTF_8));
      Files.deleteIfExists(checksums(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path checksums(Path part) {
    return part.resolveSibling("." + part.getFileName() + ".crc");
  }
}

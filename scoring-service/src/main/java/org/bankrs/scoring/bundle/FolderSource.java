package org.bankrs.scoring.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeSet;

/**
 * A folder, or a link to one: a new bundle is renamed into its place, or the link is set anew.
 *
 * @param folder the bundle's folder
 */
public record FolderSource(Path folder) implements BundleSource {
  @Override
  public String place() {
    return folder.toString();
  }

  /** Every file's name, size, time and identity: it changes with each byte that is still coming. */
  @Override
  public String revision() {
    TreeSet<String> files = new TreeSet<>();
    try {
      Path bundle = folder.toRealPath();
      Files.walkFileTree(
          bundle,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(
                  "%s %d %s %s"
                      .formatted(
                          bundle.relativize(file),
                          attributes.size(),
                          attributes.lastModifiedTime(),
                          attributes.fileKey()));
              return FileVisitResult.CONTINUE;
            }
          });
      return bundle + "\n" + String.join("\n", files);
    } catch (IOException | UncheckedIOException e) {
      return "unreadable: " + e;
    }
  }

  @Override
  public Path fetch() {
    return folder;
  }

  @Override
  public boolean isVacant() {
    return Files.notExists(folder);
  }
}

package org.bankrs.testservices;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the root pom, from which environments and build results are found. */
final class ProjectRoot {
  private ProjectRoot() {}

  /**
   * The system property {@code project.root} that the build sets; in an IDE, which does not, the
   * nearest folder above the working directory that holds {@code .mvn}.
   */
  static Path path() {
    String property = System.getProperty("project.root", "");
    if (!property.isEmpty()) {
      return Path.of(property);
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(".mvn"))) {
        return folder;
      }
    }
    throw new ServiceException(
        "The project's root is unknown: no system property project.root, and no folder with .mvn above "
            + start);
  }
}

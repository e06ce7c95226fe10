package org.bankrs.testservices;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Python environment of this project, made by {@code tools/venvs/install.sh} from its lock.
 *
 * @param name the lock's name, such as {@code mlflow}
 * @param folder the environment's folder
 */
public record Venv(String name, Path folder) {
  /**
   * Finds an installed environment.
   *
   * @param name the lock's name, such as {@code mlflow}
   * @throws ServiceException when it is not installed; the message holds the command that installs
   *     it
   */
  public static Venv named(String name) {
    Path folder = ProjectRoot.path().resolve(".venvs").resolve(name);
    if (!Files.exists(folder.resolve("installed.lock"))) {
      throw new ServiceException(
          "No Python environment in " + folder + ": run tools/venvs/install.sh " + name);
    }
    return new Venv(name, folder);
  }

  /** The environment's Python interpreter. */
  public Path python() {
    return executable("python");
  }

  /**
   * A program that the environment's packages brought.
   *
   * @throws ServiceException when there is none of that name
   */
  public Path executable(String program) {
    Path path = folder.resolve("bin").resolve(program);
    if (!Files.isExecutable(path)) {
      throw new ServiceException("The Python environment " + name + " has no program " + path);
    }
    return path;
  }

  /** The folder of the installed packages. */
  Path sitePackages() {
    // The folder's name holds the version of Python: lib/python3.11/site-packages.
    try (var versions = Files.newDirectoryStream(folder.resolve("lib"), "python3*")) {
      return versions.iterator().next().resolve("site-packages");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

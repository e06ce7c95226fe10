package org.bankrs.scoring.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The version that an alias of MLflow's registry leads to. What was put to use is kept in a folder
 * of this machine, so that the service starts, and goes on, while MLflow is down. Used by one
 * thread at a time.
 */
final class RegistrySource implements BundleSource {
  private static final Logger LOG = Logger.getLogger(RegistrySource.class);

  /** Names the version in use, number and source on a line each. */
  private static final String IN_USE = "in-use";

  private final MlflowRegistry registry;
  private final RegistryAddress address;
  private final Path folder;
  private Optional<MlflowRegistry.Version> fetched = Optional.empty();
  private boolean isReachable = true;

  /**
   * A source.
   *
   * @param cache where local copies lie; each address has a folder of its own below
   */
  RegistrySource(MlflowRegistry registry, RegistryAddress address, Path cache) {
    this.registry = registry;
    this.address = address;
    folder = cache.resolve(address.name() + "@" + address.alias());
  }

  @Override
  public String place() {
    return address + " of " + registry;
  }

  /** An outage looks as if nothing had changed. */
  @Override
  public String revision() {
    try {
      MlflowRegistry.Version version = registry.version(address);
      isReachable = true;
      return version.toString();
    } catch (IOException e) {
      if (isReachable) {
        LOG.warnf("%s cannot be looked at, what is in use stays: %s", address, e.getMessage());
      }
      isReachable = false;
      return fetched.or(this::inUse).map(Object::toString).orElse("not there");
    }
  }

  @Override
  public Path fetch() {
    try {
      MlflowRegistry.Version version = registry.version(address);
      fetched = Optional.of(version);
      Path copy = copyOf(version);
      return Files.isDirectory(copy) ? copy : download(version, copy);
    } catch (IOException e) {
      fetched = inUse();
      if (fetched.isEmpty()) {
        throw new BundleException(
            "%s cannot be fetched, and there is no local copy of it: %s"
                .formatted(address, e.getMessage()),
            e);
      }
      LOG.warnf("%s cannot be fetched, the local copy serves: %s", address, e.getMessage());
      return copyOf(fetched.get());
    }
  }

  @Override
  public boolean isVacant() {
    try {
      return registry.find(address).isEmpty();
    } catch (IOException e) {
      // Told by the look that follows.
      return false;
    }
  }

  @Override
  public void accepted() {
    fetched.ifPresent(this::keep);
  }

  @Override
  public void dropped() {
    // A damaged copy is fetched anew when it is tried again.
    fetched.ifPresent(version -> delete(copyOf(version)));
  }

  private Path copyOf(MlflowRegistry.Version version) {
    return folder.resolve("version-" + version.number());
  }

  /** The whole bundle, under another name until all of it is there. */
  private Path download(MlflowRegistry.Version version, Path copy) throws IOException {
    Files.createDirectories(folder);
    Path incoming = Files.createTempDirectory(folder, "incoming-");
    try {
      registry.download(version, Manifest.FILE, incoming.resolve(Manifest.FILE));
      for (String file : Manifest.read(incoming).checksums().keySet()) {
        Path target = incoming.resolve(file).normalize();
        if (!target.startsWith(incoming)) {
          throw new BundleException("%s: the manifest lists a file outside".formatted(file));
        }
        Files.createDirectories(target.getParent());
        registry.download(version, file, target);
      }
      return Files.move(incoming, copy, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(incoming);
    }
  }

  /** The version whose copy was put to use last. */
  private Optional<MlflowRegistry.Version> inUse() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(IN_USE));
      return lines.size() == 2
          ? Optional.of(new MlflowRegistry.Version(lines.get(0), lines.get(1)))
              .filter(version -> Files.isDirectory(copyOf(version)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void keep(MlflowRegistry.Version version) {
    try {
      Path note = Files.createTempFile(folder, IN_USE, "");
      Files.write(note, List.of(version.number(), version.source()));
      Files.move(note, folder.resolve(IN_USE), StandardCopyOption.ATOMIC_MOVE);
      try (Stream<Path> all = Files.list(folder)) {
        all.filter(path -> !path.equals(copyOf(version)) && !path.endsWith(IN_USE))
            .forEach(RegistrySource::delete);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warnf("The local copy of %s could not be kept: %s", address, e);
    }
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path one : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      LOG.warnf("%s could not be deleted: %s", path, e);
    }
  }
}

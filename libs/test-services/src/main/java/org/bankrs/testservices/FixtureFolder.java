package org.bankrs.testservices;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Files that another module made for tests, as a folder on disk. They come on the class path: as a
 * folder, which is taken as it is, or in a jar, which is unpacked once below {@code target}.
 * Several threads and several JVMs of a module may ask at once. Nobody changes the files.
 */
public final class FixtureFolder {
  /** The file that makes a folder whole; its text tells one making of the files from another. */
  public static final String MARKER = "COMPLETE";

  private static final Path UNPACKED = Path.of("target", "fixtures").toAbsolutePath();
  private static final int KEY_LENGTH = 16;

  private FixtureFolder() {}

  /**
   * A folder of the class path.
   *
   * @param name such as {@code bundles/example}
   * @throws ServiceException when the class path has no whole folder of that name
   */
  public static Path of(String name) {
    return of(FixtureFolder.class.getClassLoader(), name, UNPACKED);
  }

  /** The same for another class path and another place to unpack to. */
  static synchronized Path of(ClassLoader classPath, String name, Path unpacked) {
    URL marker = classPath.getResource(name + "/" + MARKER);
    if (marker == null) {
      throw new ServiceException(
          "the class path has no fixtures "
              + name
              + ": the module that makes them was built without its tests (-Dmaven.test.skip)");
    }
    try {
      if (marker.getProtocol().equals("file")) {
        return Path.of(URI.create(marker.toString())).getParent();
      }
      return unpack(marker, name, unpacked.resolve(name.replace('/', '-')));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack the fixtures " + name + " from " + marker, e);
    }
  }

  private static Path unpack(URL marker, String name, Path folder) throws IOException {
    Path place = folder.resolve(key(marker));
    if (Files.isDirectory(place)) {
      return place;
    }
    Files.createDirectories(folder);
    removeOlder(folder, place);
    // Whole under another name first: whoever sees the place sees all of it.
    Path hidden = Files.createTempDirectory(folder, ".");
    try {
      copy(marker, name + "/", hidden);
      Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(hidden);
      if (!Files.isDirectory(place)) {
        throw e;
      }
      // Another JVM was quicker.
    }
    return place;
  }

  private static void copy(URL marker, String prefix, Path to) throws IOException {
    try (JarFile jar = jar(marker)) {
      List<JarEntry> entries =
          jar.stream()
              .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
              .toList();
      for (JarEntry entry : entries) {
        Path file = to.resolve(entry.getName().substring(prefix.length()));
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
          Files.copy(content, file);
        }
      }
    }
  }

  private static JarFile jar(URL marker) throws IOException {
    JarURLConnection connection = (JarURLConnection) marker.openConnection();
    // A jar kept open would be the old one after the next build.
    connection.setUseCaches(false);
    return connection.getJarFile();
  }

  private static String key(URL marker) throws IOException {
    URLConnection connection = marker.openConnection();
    connection.setUseCaches(false);
    try (InputStream content = connection.getInputStream()) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
      return HexFormat.of().formatHex(digest).substring(0, KEY_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What earlier builds left; another JVM's half-unpacked folder begins with a dot and stays. */
  private static void removeOlder(Path folder, Path place) throws IOException {
    try (DirectoryStream<Path> older =
        Files.newDirectoryStream(
            folder,
            path -> !path.equals(place) && !path.getFileName().toString().startsWith("."))) {
      for (Path path : older) {
        delete(path);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}

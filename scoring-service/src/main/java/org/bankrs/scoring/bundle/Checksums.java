package org.bankrs.scoring.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Holds the files of a bundle against the checksums of its manifest. */
final class Checksums {
  private Checksums() {}

  /**
   * Refuses a bundle with a missing, an unlisted or a changed file.
   *
   * @throws BundleException naming the first such file by path
   */
  static void verify(Path bundle, Map<String, String> checksums) {
    try {
      Set<String> found = files(bundle);
      for (String listed : new TreeSet<>(checksums.keySet())) {
        if (!found.contains(listed)) {
          throw new BundleException(listed + " is missing: the manifest lists it");
        }
      }
      for (String file : found) {
        String expected = checksums.get(file);
        if (expected == null) {
          throw new BundleException(file + " is not listed in the manifest");
        }
        String actual = sha256(bundle.resolve(file));
        if (!actual.equals(expected)) {
          throw new BundleException(
              "%s was changed: its SHA-256 is %s, the manifest says %s"
                  .formatted(file, actual, expected));
        }
      }
    } catch (IOException e) {
      throw new BundleException("the bundle cannot be read: " + e, e);
    }
  }

  /** All files but the manifest by their paths in the bundle, with slashes on every system. */
  private static Set<String> files(Path bundle) throws IOException {
    Set<String> files = new TreeSet<>();
    Files.walkFileTree(
        bundle,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = bundle.relativize(file).toString().replace('\\', '/');
            if (!attributes.isRegularFile()) {
              throw new BundleException(name + " is a link or a device: expected plain files only");
            }
            if (!name.equals(Manifest.FILE)) {
              files.add(name);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digesting.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}

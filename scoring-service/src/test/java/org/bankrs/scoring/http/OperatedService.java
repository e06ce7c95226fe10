package org.bankrs.scoring.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.bankrs.scoring.bundle.EditableBundle;

/** A service as it is run: with an API key, an access log, and a link to the bundle in use. */
public final class OperatedService implements QuarkusTestProfile {
  /** The key. */
  public static final String KEY = "correct horse battery staple";

  /** Most requests at a time. */
  static final int CONCURRENT = 6;

  /** The version of the bundle that recommends everything. */
  static final String YES = "yes";

  /** The version of the bundle that recommends nothing. */
  static final String NO = "no";

  /** A bundle of which one file was changed. */
  static final String DAMAGED = "damaged";

  private static final Path FOLDER = Path.of("target", "operated-service");

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      clear();
      EditableBundle.copyTo(FOLDER.resolve(YES)).decide("[1.0,0.0]", YES);
      EditableBundle.copyTo(FOLDER.resolve(NO)).decide("[0.0,1.0]", NO);
      EditableBundle.copyTo(FOLDER.resolve(DAMAGED)).edit("report.html", text -> text + " ");
      Files.writeString(FOLDER.resolve("key"), KEY + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    link(YES);
    return Map.of(
        "bankrs.model.path", FOLDER.resolve("current").toString(),
        "bankrs.model.poll", "50ms",
        "bankrs.shadow.path", FOLDER.resolve("challenger").toString(),
        "bankrs.shadow.share", "1",
        "bankrs.api.key-file", FOLDER.resolve("key").toString(),
        "bankrs.limits.concurrent", Integer.toString(CONCURRENT),
        "quarkus.http.access-log.enabled", "true");
  }

  private static void clear() throws IOException {
    if (Files.exists(FOLDER)) {
      try (Stream<Path> files = Files.walk(FOLDER)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(FOLDER);
  }

  /** Makes one of the bundles the one at the configured place, in one step. */
  static void link(String bundle) {
    link("current", bundle);
  }

  /** Makes one of the bundles the challenger. */
  static void challenge(String bundle) {
    link("challenger", bundle);
  }

  /** Takes the challenger away. */
  static void endChallenge() {
    try {
      Files.deleteIfExists(FOLDER.resolve("challenger"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void link(String place, String bundle) {
    try {
      Path link = Files.createSymbolicLink(FOLDER.resolve("next"), Path.of(bundle));
      Files.move(link, FOLDER.resolve(place), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

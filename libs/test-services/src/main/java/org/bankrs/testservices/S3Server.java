package org.bankrs.testservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An S3 server that keeps each object as a file and refuses a wrong key. Clients address buckets by
 * path, over plain HTTP; any region will do.
 */
public final class S3Server implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final String ACCESS_KEY = "test-access-key";
  private static final String SECRET_KEY = "test-secret-key";

  private final ServerHome home;
  private final URI endpoint;
  private final Path folder;

  private S3Server(ServerHome home, URI endpoint, Path folder) {
    this.home = home;
    this.endpoint = endpoint;
    this.folder = folder;
  }

  /**
   * Starts a server without buckets.
   *
   * @throws ServiceException with its output when it does not come up
   */
  public static S3Server start() {
    return ServerHome.start("s3", 1, (home, ports) -> start(home, ports.get(0)));
  }

  private static S3Server start(ServerHome home, int port) throws IOException {
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Path objects = home.createFolder("objects");
    Map<String, String> values =
        Map.of(
            "ENDPOINT",
            endpoint.toString(),
            "ACCESS_KEY",
            ACCESS_KEY,
            "SECRET_KEY",
            SECRET_KEY,
            "FOLDER",
            objects.toString());
    Path properties = home.writeResource("s3/s3proxy.properties", "s3proxy.properties", values);
    Path logging = home.writeResource("s3/logback.xml", "logback.xml", Map.of());
    Program program =
        new Program(
            "s3proxy",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + logging,
                "-cp",
                classPath(),
                "org.gaul.s3proxy.Main",
                "--properties",
                properties.toString()),
            Map.of());
    home.start(program);
    home.awaitReady(START_TIMEOUT, () -> Http.answers(endpoint));
    return new S3Server(home, endpoint, objects);
  }

  private static String classPath() throws IOException {
    Path file = ProjectRoot.path().resolve("libs/test-services/s3proxy/target/classpath");
    if (!Files.exists(file)) {
      throw new ServiceException(
          file + " is missing: run bin/mvn -pl libs/test-services/s3proxy generate-resources");
    }
    return Files.readString(file).strip();
  }

  /** The address that clients are given as endpoint. */
  public URI endpoint() {
    return endpoint;
  }

  /** The one access key that the server knows. */
  public String accessKey() {
    return ACCESS_KEY;
  }

  /** The secret of the access key. */
  public String secretKey() {
    return SECRET_KEY;
  }

  /** The folder that holds a folder for each bucket, and in it a file for each object. */
  public Path folder() {
    return folder;
  }

  /** Makes an empty bucket; one that exists is left as it is. */
  public void createBucket(String name) {
    try {
      Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ProcessHandle> processes() {
    return home.processes();
  }

  @Override
  public void close() {
    home.close();
  }
}

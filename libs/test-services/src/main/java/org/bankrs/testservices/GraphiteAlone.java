package org.bankrs.testservices;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;

/**
 * A Graphite until the process is told to end: {@code make watch-demo}. Where it is appears in
 * {@code graphite.env} of its folder when it is ready.
 */
public final class GraphiteAlone {
  private static final String ENVIRONMENT = "graphite.env";

  private GraphiteAlone() {}

  /**
   * Starts it and stays.
   *
   * @param arguments its folder
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    System.setProperty(ServerHome.FOLDER_PROPERTY, folder.toString());
    GraphiteServer graphite = GraphiteServer.start();
    Path whole = folder.resolve(ENVIRONMENT + ".incomplete");
    Files.writeString(
        whole,
        "GRAPHITE_URL='%s'%nBANKRS_GRAPHITE_PORT='%d'%n"
            .formatted(graphite.webUrl(), graphite.carbonPort()));
    Files.move(whole, folder.resolve(ENVIRONMENT), StandardCopyOption.ATOMIC_MOVE);
    // The end of the process ends the server.
    new CountDownLatch(1).await();
  }
}

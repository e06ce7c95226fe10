package org.bankrs.testservices;

import java.util.List;
import java.util.Map;

/**
 * A JVM that ends without closing the server it started; prints the server's process and folder.
 */
final class LeavesServerOpen {
  private LeavesServerOpen() {}

  public static void main(String[] args) {
    ServerHome home =
        ServerHome.start(
            "test",
            0,
            (opened, ports) -> {
              opened.start(new Program("sleeper", List.of("sleep", "600"), Map.of()));
              return opened;
            });
    System.out.println(home.processes().get(0).pid());
    System.out.println(home.folder());
  }
}

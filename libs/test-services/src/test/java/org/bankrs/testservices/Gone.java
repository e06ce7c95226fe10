package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asserts that nothing of a server is left. */
final class Gone {
  private Gone() {}

  static void assertGone(List<ProcessHandle> processes, int... ports) throws Exception {
    assertThat(processes).isNotEmpty();
    for (ProcessHandle process : processes) {
      // One that is dead already may still have to be cleared away by the system.
      process.onExit().get(10, TimeUnit.SECONDS);
    }
    for (int port : ports) {
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
          .isInstanceOf(ConnectException.class);
    }
  }
}

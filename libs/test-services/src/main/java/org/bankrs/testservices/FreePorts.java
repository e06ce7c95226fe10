package org.bankrs.testservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Chooses loopback ports that no process listens on. They lie below those that Linux gives to
 * outgoing connections, one of which could take a port between its choice and its use; and they are
 * drawn, so that several JVMs that choose at once hardly meet.
 */
public final class FreePorts {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;
  private static final int ATTEMPTS = 200;
  private static final Random RANDOM =
      new Random(System.nanoTime() ^ (ProcessHandle.current().pid() << 32));

  private FreePorts() {}

  /** One port. */
  public static int choose() {
    return choose(1).get(0);
  }

  static List<Integer> choose(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      // All are held open until the last is chosen, so that no two are the same.
      for (int i = 0; i < count; i++) {
        sockets.add(open());
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      sockets.forEach(FreePorts::release);
    }
  }

  private static ServerSocket open() {
    IOException last = new IOException("none was tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return new ServerSocket(FIRST + RANDOM.nextInt(COUNT), 1, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        last = e;
      }
    }
    throw new UncheckedIOException("No free port", last);
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

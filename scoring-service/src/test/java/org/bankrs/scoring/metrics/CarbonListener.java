package org.bankrs.scoring.metrics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A hand-written stand-in for carbon: keeps the last value of each name. */
final class CarbonListener implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, Double> values = new ConcurrentSkipListMap<>();

  /** Listens on a port of the loopback interface, 0 for any that is free. */
  CarbonListener(int port) {
    try {
      server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The last value of each name; changes while lines arrive. */
  Map<String, Double> values() {
    return values;
  }

  private void listen() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept();
          BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        lines.lines().map(line -> line.split(" ", -1)).forEach(this::take);
      } catch (IOException e) {
        // Closed by the test, or the sender broke off: nothing to keep.
      }
    }
  }

  private void take(String[] line) {
    // A time in milliseconds or a broken line would be an error of the sender.
    if (line.length == 3 && line[2].matches("[0-9]{10}")) {
      values.put(line[0], Double.valueOf(line[1]));
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

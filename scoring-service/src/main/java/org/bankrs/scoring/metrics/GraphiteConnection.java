package org.bankrs.scoring.metrics;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends pushes as plaintext lines, each time over a new connection. They count as taken when
 * Graphite, told that nothing follows, closes the connection: then it has read them all. A server
 * that dies before gives an error instead, and what is sent twice does no harm.
 *
 * @param host carbon's host
 * @param port carbon's plaintext port
 * @param timeout longest time for connecting, writing and the close
 */
record GraphiteConnection(String host, int port, Duration timeout) {
  private static final int END = -1;

  /**
   * Sends pushes.
   *
   * @throws IOException when they were not, or perhaps not, taken
   */
  void send(List<Push> pushes) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("unknown host");
    }
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      await(channel.connect(address), deadline);
      for (Push push : pushes) {
        ByteBuffer bytes = ByteBuffer.wrap(push.text().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          await(channel.write(bytes), deadline);
        }
      }
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(64);
      while (await(channel.read(answer), deadline) != END) {
        answer.clear();
      }
    }
  }

  private <T> T await(Future<T> step, long deadline) throws IOException {
    try {
      return step.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it did not take them within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the service is stopping", e);
    }
  }
}

package org.bankrs.scoring.metrics;

import com.codahale.metrics.graphite.GraphiteSender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sends one push of metrics as plaintext lines over one connection, within a time limit. A push
 * that fails is lost: the next one carries the counters' new totals. Failures are logged once, in
 * one line, until a push succeeds again. Used by the reporter's thread only.
 */
final class GraphiteSink implements GraphiteSender {
  private static final Logger LOG = Logger.getLogger(GraphiteSink.class);

  private final String host;
  private final int port;
  private final Duration timeout;
  private final StringBuilder lines = new StringBuilder();
  private int failures;

  /**
   * A sink.
   *
   * @param timeout longest time for connecting and writing one push
   */
  GraphiteSink(String host, int port, Duration timeout) {
    this.host = host;
    this.port = port;
    this.timeout = timeout;
  }

  /** Starts a new push; connects only when it is complete. */
  @Override
  public void connect() {
    lines.setLength(0);
  }

  @Override
  public void send(String name, String value, long timestamp) {
    lines.append(name).append(' ').append(value).append(' ').append(timestamp).append('\n');
  }

  @Override
  public void flush() {
    try {
      write(ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8)));
      succeeded();
    } catch (IOException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("unknown host");
    }
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      await(channel.connect(address), deadline);
      while (bytes.hasRemaining()) {
        await(channel.write(bytes), deadline);
      }
    }
  }

  private void await(Future<?> step, long deadline) throws IOException {
    try {
      step.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("it did not take them within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the service is stopping", e);
    }
  }

  private void succeeded() {
    if (failures > 0) {
      LOG.infof("Graphite at %s:%d takes metrics again; lost pushes: %d", host, port, failures);
      failures = 0;
    }
  }

  private void failed(String reason) {
    if (failures == 0) {
      LOG.warnf("Graphite at %s:%d takes no metrics: %s; trying on quietly", host, port, reason);
    }
    failures++;
  }

  @Override
  public boolean isConnected() {
    return false;
  }

  /** Pushes lost since the last one that succeeded. */
  @Override
  public int getFailures() {
    return failures;
  }

  /** Nothing stays open between two pushes. */
  @Override
  public void close() {}
}

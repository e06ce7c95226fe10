package org.bankrs.scoring.metrics;

import com.codahale.metrics.graphite.GraphiteSender;

/**
 * Makes one push of all lines that the reporter sends between connect and flush, and hands it to a
 * buffer. What is no number (a gauge that has nothing to say yet) is left out. Used by the
 * reporter's thread only.
 */
final class GraphiteSink implements GraphiteSender {
  private final PushBuffer buffer;
  private final StringBuilder text = new StringBuilder();
  private int lines;

  GraphiteSink(PushBuffer buffer) {
    this.buffer = buffer;
  }

  /** Starts a new push. */
  @Override
  public void connect() {
    text.setLength(0);
    lines = 0;
  }

  @Override
  public void send(String name, String value, long timestamp) {
    if (!value.equals("NaN")) {
      text.append(name).append(' ').append(value).append(' ').append(timestamp).append('\n');
      lines++;
    }
  }

  @Override
  public void flush() {
    if (lines > 0) {
      buffer.add(new Push(lines, text.toString()));
    }
  }

  @Override
  public boolean isConnected() {
    return false;
  }

  /** Nothing fails here: {@link GraphiteConnection} counts. */
  @Override
  public int getFailures() {
    return 0;
  }

  @Override
  public void close() {}
}

package org.bankrs.scoring.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Splits a stream into lines and keeps at most one of them in memory. A cursor: {@link #next} steps
 * to a line, the other methods are about that line.
 */
final class LineReader {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int limit;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;
  private int position;
  private int end;

  /**
   * A reader.
   *
   * @param in the stream
   * @param limit most bytes of a line that are kept
   */
  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Steps to the next line, false at the end of the stream. */
  boolean next() throws IOException {
    line.reset();
    tooLong = false;
    boolean any = false;
    while (fill()) {
      any = true;
      int newline = indexOfNewline();
      int length = Math.min(newline - position, limit - line.size());
      line.write(buffer, position, length);
      tooLong |= length < newline - position;
      position = Math.min(newline + 1, end);
      if (newline < end) {
        return true;
      }
    }
    return any;
  }

  /** The line's bytes without its end; cut when it is too long. */
  byte[] line() {
    return line.toByteArray();
  }

  /** Whether the line is longer than the limit. */
  boolean isTooLong() {
    return tooLong;
  }

  private int indexOfNewline() {
    int index = position;
    while (index < end && buffer[index] != '\n') {
      index++;
    }
    return index;
  }

  private boolean fill() throws IOException {
    if (position == end) {
      position = 0;
      end = Math.max(in.read(buffer), 0);
    }
    return position < end;
  }
}

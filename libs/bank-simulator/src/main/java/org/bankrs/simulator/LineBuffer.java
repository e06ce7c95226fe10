package org.bankrs.simulator;

import java.util.Arrays;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;

/** Lines of the raw file as UTF-8 bytes. */
final class LineBuffer {
  private static final int COLUMNS = RawSchema.COLUMNS.size();
  private static final int QUOTED = ProfileColumn.PROVINCE_NAME.ordinal();

  private byte[] bytes = new byte[1 << 16];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends the row's line, as SimulatedRow.line has it, and its end. */
  void append(SimulatedRow row) {
    for (int position = 0; position < COLUMNS; position++) {
      if (position > 0) {
        put((byte) ',');
      }
      if (position == QUOTED) {
        put((byte) '"');
        append(row.text(position));
        put((byte) '"');
      } else {
        append(row.text(position));
      }
    }
    put((byte) '\n');
  }

  private void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        put((byte) c);
      } else {
        // No text of the bank is beyond U+07FF.
        put((byte) (0xC0 | (c >> 6)));
        put((byte) (0x80 | (c & 0x3F)));
      }
    }
  }

  private void put(byte value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = value;
  }
}

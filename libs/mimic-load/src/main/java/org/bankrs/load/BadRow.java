package org.bankrs.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;

/** What callers get wrong, each with the status that the service owes them. */
enum BadRow {
  UNKNOWN_FIELD(422),
  NO_NUMBER(422),
  IMPOSSIBLE_FLAG(422),
  EMPTY_ARRAY(422),
  CUT_OFF(400);

  static final List<BadRow> ALL = List.of(values());

  private final int status;

  BadRow(int status) {
    this.status = status;
  }

  /** The status of the refusal. */
  int status() {
    return status;
  }

  /** The body of a customer's rows, the last one spoilt; its texts may be changed. */
  byte[] body(List<String[]> rows) {
    String[] texts = rows.get(rows.size() - 1);
    return switch (this) {
      case UNKNOWN_FIELD -> RowJson.of(rows, "edad", "35");
      case NO_NUMBER -> {
        texts[ProfileColumn.AGE.ordinal()] = "thirty";
        yield RowJson.of(rows);
      }
      case IMPOSSIBLE_FLAG -> {
        texts[RawSchema.column(Product.CCO).position()] = "2";
        yield RowJson.of(rows);
      }
      case EMPTY_ARRAY -> "[]".getBytes(StandardCharsets.UTF_8);
      case CUT_OFF -> {
        byte[] whole = RowJson.of(rows);
        yield Arrays.copyOf(whole, whole.length / 2);
      }
    };
  }
}

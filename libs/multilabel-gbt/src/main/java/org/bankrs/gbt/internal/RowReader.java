package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Reads rows of the columns features, labels, eligibility, validation and weight, in this order.
 * The labels of a row become one bit each. Immutable.
 */
public final class RowReader implements Serializable {
  private static final long serialVersionUID = 1L;

  /** So much that sums in fixed point have room. */
  private static final double MAX_WEIGHT = 256;

  private final String featuresColumn;
  private final String labelsColumn;
  private final String eligibilityColumn;
  private final String validationColumn;
  private final String weightColumn;
  private final int labels;

  /**
   * A reader.
   *
   * @param eligibilityColumn empty where every row counts for every label
   * @param validationColumn empty where all rows are for training
   * @param weightColumn empty where every row weighs 1
   * @param labels how many there are, at most 64
   */
  public RowReader(
      String featuresColumn,
      String labelsColumn,
      String eligibilityColumn,
      String validationColumn,
      String weightColumn,
      int labels) {
    this.featuresColumn = featuresColumn;
    this.labelsColumn = labelsColumn;
    this.eligibilityColumn = eligibilityColumn;
    this.validationColumn = validationColumn;
    this.weightColumn = weightColumn;
    this.labels = labels;
  }

  int labels() {
    return labels;
  }

  /** The features of a row. */
  public Vector features(Row row) {
    return (Vector) notNull(row, 0, featuresColumn);
  }

  long positive(Row row) {
    Object value = notNull(row, 1, labelsColumn);
    if (value instanceof Number number && (number.longValue() & ~all()) != 0) {
      throw new IllegalArgumentException(
          "column %s is %d in a row, which has bits above those of %d labels"
              .formatted(labelsColumn, number.longValue(), labels));
    }
    return mask(value, labelsColumn);
  }

  long eligible(Row row) {
    return eligibilityColumn.isEmpty()
        ? all()
        : mask(notNull(row, 2, eligibilityColumn), eligibilityColumn) & all();
  }

  boolean validates(Row row) {
    return !validationColumn.isEmpty() && (Boolean) notNull(row, 3, validationColumn);
  }

  /** The weight of a row, above 0 and at most {@link #MAX_WEIGHT}. */
  double weight(Row row) {
    if (weightColumn.isEmpty()) {
      return 1;
    }
    double weight = ((Number) notNull(row, 4, weightColumn)).doubleValue();
    if (!(weight > 0 && weight <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(
          "column %s is %s in a row, expected a weight above 0 and at most %s"
              .formatted(weightColumn, weight, MAX_WEIGHT));
    }
    return weight;
  }

  private long all() {
    return labels == Long.SIZE ? -1 : (1L << labels) - 1;
  }

  private static Object notNull(Row row, int index, String column) {
    if (row.isNullAt(index)) {
      throw new IllegalArgumentException("column %s is null in a training row".formatted(column));
    }
    return row.get(index);
  }

  private long mask(Object value, String column) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Vector vector) {
      requireSize(vector.size(), column);
      long mask = 0;
      for (int i = 0; i < labels; i++) {
        mask |= bit(vector.apply(i), column) << i;
      }
      return mask;
    }
    List<?> list = CollectionConverters.asJava((scala.collection.Seq<?>) value);
    requireSize(list.size(), column);
    long mask = 0;
    for (int i = 0; i < labels; i++) {
      Object element = list.get(i);
      double number =
          element instanceof Number n
              ? n.doubleValue()
              : Boolean.TRUE.equals(element) ? 1 : Boolean.FALSE.equals(element) ? 0 : Double.NaN;
      mask |= bit(number, column) << i;
    }
    return mask;
  }

  private void requireSize(int size, String column) {
    if (size != labels) {
      throw new IllegalArgumentException(
          "column %s has %d elements in a row, expected one for each of %d labels"
              .formatted(column, size, labels));
    }
  }

  private static long bit(double value, String column) {
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException(
          "column %s holds %s in a row, expected 0 or 1".formatted(column, value));
    }
    return (long) value;
  }
}

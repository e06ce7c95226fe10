package org.bankrs.job.explore;

import java.util.List;

/**
 * The largest of some values, compared with their median.
 *
 * @param index where it is, the first of equals
 * @param value how large it is
 * @param ratio how many times the median; NaN where the median is 0
 */
record Peak(int index, double value, double ratio) {
  /** The peak of values that are not empty. */
  static Peak of(List<Double> values) {
    int index = 0;
    for (int i = 1; i < values.size(); i++) {
      index = values.get(i) > values.get(index) ? i : index;
    }
    double median = median(values);
    double value = values.get(index);
    return new Peak(index, value, median > 0 ? value / median : Double.NaN);
  }

  /** The median of values that are not empty; the mean of the two middle ones of an even number. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

package org.bankrs.job.explore;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each value of a category occurs. Bounded: values beyond the first 5,000 are pooled. */
final class CategoryCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST_VALUES = 5000;

  /** What values beyond the bound are counted under. */
  static final String OTHERS = "(others)";

  private final TreeMap<String, Long> counts = new TreeMap<>();
  private long all;

  /** A value with its count. */
  record Entry(String value, long count) {}

  void add(String value) {
    add(value, 1);
  }

  private void add(String value, long count) {
    boolean kept = counts.size() < MOST_VALUES || counts.containsKey(value);
    counts.merge(kept ? value : OTHERS, count, Long::sum);
    all += count;
  }

  CategoryCounts merge(CategoryCounts other) {
    other.counts.forEach(this::add);
    return this;
  }

  /** All values counted. */
  long all() {
    return all;
  }

  /** The values, most frequent first, equal counts by name. */
  List<Entry> byCount() {
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      entries.add(new Entry(entry.getKey(), entry.getValue()));
    }
    entries.sort(Comparator.comparingLong(Entry::count).reversed());
    return entries;
  }
}

package org.bankrs.mllib.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The splits of many trees over one vector, each that occurs in several trees once. For a row all
 * of them are answered together: a number is looked up once among the thresholds of its feature, a
 * category once among the sets of its feature; then their outcomes are copied. Walking a tree is
 * thus left with looking up bytes. Immutable and thread-safe.
 */
final class SplitTests {

  /** Number of the test that sends every row to the left. */
  static final int ALWAYS_LEFT = 0;

  /** So that a char can be the number of a test. */
  static final int MAX_TESTS = 1 << 16;

  /** Outcomes of one feature's sets for all categories; above this they are computed each time. */
  private static final int MAX_TABLE_BYTES = 1 << 22;

  private final List<Thresholds> thresholds;
  private final List<Table> tables;
  private final List<Set> sets;
  private final int size;

  private SplitTests(List<Thresholds> thresholds, List<Table> tables, List<Set> sets, int size) {
    this.thresholds = List.copyOf(thresholds);
    this.tables = List.copyOf(tables);
    this.sets = List.copyOf(sets);
    this.size = size;
  }

  /** Number of tests, {@link #ALWAYS_LEFT} among them: outcomes that a row needs room for. */
  int size() {
    return size;
  }

  /**
   * Answers all tests for a row.
   *
   * @param numbers of the row
   * @param offset of its first feature
   * @param outcomes receives 1 where the row goes right and 0 where it goes left
   */
  void evaluate(double[] numbers, int offset, byte[] outcomes) {
    outcomes[ALWAYS_LEFT] = 0;
    for (int i = 0; i < thresholds.size(); i++) {
      thresholds.get(i).evaluate(numbers, offset, outcomes);
    }
    for (int i = 0; i < tables.size(); i++) {
      tables.get(i).evaluate(numbers, offset, outcomes);
    }
    for (int i = 0; i < sets.size(); i++) {
      sets.get(i).evaluate(numbers, offset, outcomes);
    }
  }

  /**
   * Answers all tests for a block of rows, in its {@link RowBlock#outcomes}.
   *
   * @param offset of a row's first feature among its numbers
   */
  void evaluate(RowBlock block, int offset) {
    Arrays.fill(block.outcomes, 0, size, 0);
    thresholds.forEach(test -> test.evaluate(block, offset));
    tables.forEach(test -> test.evaluate(block, offset));
    sets.forEach(test -> test.evaluate(block, offset));
  }

  /** All thresholds of one feature, ascending; their tests are numbered in that order. */
  private static final class Thresholds {
    private final int feature;
    private final int first;
    private final double[] values;

    /** As many ones as there are thresholds, then as many zeros. */
    private final byte[] pattern;

    Thresholds(int feature, int first, double[] values) {
      this.feature = feature;
      this.first = first;
      this.values = values;
      pattern = new byte[2 * values.length];
      Arrays.fill(pattern, 0, values.length, (byte) 1);
    }

    void evaluate(double[] numbers, int offset, byte[] outcomes) {
      double value = numbers[offset + feature];
      int length = values.length;
      if (length == 1) {
        outcomes[first] = (byte) (value <= values[0] ? 0 : 1);
      } else {
        System.arraycopy(pattern, length - exceeded(value), outcomes, first, length);
      }
    }

    void evaluate(RowBlock block, int offset) {
      long[] outcomes = block.outcomes;
      if (values.length == 1) {
        long right = 0;
        for (int row = 0; row < block.count(); row++) {
          right |= (block.row(row).numbers()[offset + feature] <= values[0] ? 0L : 1L) << row;
        }
        outcomes[first] = right;
        return;
      }
      for (int row = 0; row < block.count(); row++) {
        int exceeded = exceeded(block.row(row).numbers()[offset + feature]);
        if (exceeded > 0) {
          outcomes[first + exceeded - 1] |= 1L << row;
        }
      }
      // Who exceeds a threshold exceeds all that are lower.
      for (int test = first + values.length - 2; test >= first; test--) {
        outcomes[test] |= outcomes[test + 1];
      }
    }

    /** Number of thresholds that a value is not below or at; a missing value, NaN, exceeds all. */
    private int exceeded(double value) {
      int low = 0;
      int remaining = values.length;
      while (remaining > 1) {
        int half = remaining >>> 1;
        low += value <= values[low + half - 1] ? 0 : half;
        remaining -= half;
      }
      return low + (value <= values[low] ? 0 : 1);
    }
  }

  /** All sets of one feature: their outcomes for each category, last those for anything else. */
  private static final class Table {
    private final int feature;
    private final int first;
    private final int count;
    private final int arity;
    private final byte[] outcomes;

    Table(int feature, int first, List<Set> sets, int arity) {
      this.feature = feature;
      this.first = first;
      this.count = sets.size();
      this.arity = arity;
      outcomes = new byte[(arity + 1) * count];
      for (int category = 0; category <= arity; category++) {
        for (int i = 0; i < count; i++) {
          outcomes[category * count + i] = sets.get(i).outcome(category < arity ? category : -1);
        }
      }
    }

    void evaluate(double[] numbers, int offset, byte[] target) {
      int place = place(numbers[offset + feature]);
      System.arraycopy(outcomes, place * count, target, first, count);
    }

    void evaluate(RowBlock block, int offset) {
      int[] places = block.places;
      for (int row = 0; row < block.count(); row++) {
        places[row] = place(block.row(row).numbers()[offset + feature]);
      }
      // Category by category, together for all rows that have it.
      long left = -1L >>> (RowBlock.SIZE - block.count());
      while (left != 0) {
        int next = Long.numberOfTrailingZeros(left);
        int place = places[next];
        long same = 0;
        for (int row = next; row < block.count(); row++) {
          same |= (places[row] == place ? 1L : 0L) << row;
        }
        left &= ~same;
        for (int i = 0; i < count; i++) {
          block.outcomes[first + i] |= same & -outcomes[place * count + i];
        }
      }
    }

    /** The category, or where the outcomes for a value that is none are. */
    private int place(double value) {
      int category = (int) value;
      return category == value && category >= 0 && category < arity ? category : arity;
    }
  }

  /**
   * A set of categories.
   *
   * @param feature whose value is looked up in it
   * @param test its number
   * @param sets where it is
   * @param set its number there
   */
  private record Set(int feature, int test, CategorySets sets, int set) {

    byte outcome(double value) {
      return (byte) (sets.goesLeft(set, value) ? 0 : 1);
    }

    void evaluate(double[] numbers, int offset, byte[] outcomes) {
      outcomes[test] = outcome(numbers[offset + feature]);
    }

    void evaluate(RowBlock block, int offset) {
      for (int row = 0; row < block.count(); row++) {
        long right = outcome(block.row(row).numbers()[offset + feature]);
        block.outcomes[test] |= right << row;
      }
    }
  }

  /** Gives each split of some trees the number of its test. */
  static final class Numbering {
    private final NavigableMap<Integer, NavigableMap<Double, Integer>> thresholds = new TreeMap<>();
    private final NavigableMap<Integer, Map<SetKey, Integer>> sets = new TreeMap<>();
    private int size = 1;

    /** Equal for sets that send every value the same way. */
    private record SetKey(CategorySets sets, int set) {
      @Override
      public boolean equals(Object other) {
        return other instanceof SetKey key && sets.sameAs(set, key.sets, key.set);
      }

      @Override
      public int hashCode() {
        return sets.hash(set);
      }
    }

    Numbering(List<Trees> ensembles) {
      for (Trees trees : ensembles) {
        for (int node = 0; node < trees.nodeCount(); node++) {
          if (trees.isLeaf(node)) {
            continue;
          }
          if (trees.set(node) == Trees.NO_SET) {
            thresholds
                .computeIfAbsent(trees.feature(node), feature -> new TreeMap<>())
                .put(trees.threshold(node), 0);
          } else {
            sets.computeIfAbsent(trees.feature(node), feature -> new LinkedHashMap<>())
                .put(new SetKey(trees.categorySets(), trees.set(node)), 0);
          }
        }
      }
      Stream.<Map<?, Integer>>concat(thresholds.values().stream(), sets.values().stream())
          .forEach(numbers -> numbers.replaceAll((split, number) -> size++));
    }

    /** Number of tests, {@link #ALWAYS_LEFT} among them. */
    int size() {
      return size;
    }

    /** The number of a split. */
    int test(Trees trees, int node) {
      return trees.set(node) == Trees.NO_SET
          ? thresholds.get(trees.feature(node)).get(trees.threshold(node))
          : sets.get(trees.feature(node)).get(new SetKey(trees.categorySets(), trees.set(node)));
    }

    SplitTests tests() {
      List<Thresholds> searched = new ArrayList<>();
      thresholds.forEach(
          (feature, numbers) ->
              searched.add(
                  new Thresholds(
                      feature,
                      numbers.firstEntry().getValue(),
                      numbers.keySet().stream().mapToDouble(Double::doubleValue).toArray())));
      List<Table> tables = new ArrayList<>();
      List<Set> single = new ArrayList<>();
      sets.forEach(
          (feature, numbers) -> {
            List<Set> all = new ArrayList<>();
            int arity = 0;
            for (Map.Entry<SetKey, Integer> entry : numbers.entrySet()) {
              SetKey key = entry.getKey();
              all.add(new Set(feature, entry.getValue(), key.sets, key.set));
              arity = Math.max(arity, key.sets.arity(key.set));
            }
            if ((arity + 1L) * all.size() <= MAX_TABLE_BYTES) {
              tables.add(new Table(feature, all.get(0).test, all, arity));
            } else {
              single.addAll(all);
            }
          });
      return new SplitTests(searched, tables, single, size);
    }
  }
}

package org.bankrs.mllib.internal;

import java.util.Arrays;
import org.bankrs.mllib.ModelFormatException;

/** For each categorical split, which categories go left: bits in one array. */
final class CategorySets {

  /** 128 MB; keeps a hostile model from asking for all memory. */
  private static final int MAX_WORDS = 1 << 24;

  private final int[] firstWords;
  private final int[] arities;
  private final boolean[] leftOtherwise;
  private final long[] words;

  private CategorySets(Builder builder) {
    firstWords = Arrays.copyOf(builder.firstWords, builder.sets);
    arities = Arrays.copyOf(builder.arities, builder.sets);
    leftOtherwise = Arrays.copyOf(builder.leftOtherwise, builder.sets);
    words = Arrays.copyOf(builder.words, builder.wordCount);
  }

  /**
   * Whether a value goes left. Spark keeps the smaller side of a split and sends whatever is not in
   * it to the other side; so does this with a value that is no category at all.
   */
  boolean goesLeft(int set, double value) {
    int category = (int) value;
    if (category != value || category < 0 || category >= arities[set]) {
      return leftOtherwise[set];
    }
    return (words[firstWords[set] + (category >> 6)] >>> category & 1) != 0;
  }

  /** Number of categories that a set tells apart. */
  int arity(int set) {
    return arities[set];
  }

  /** Whether both sets send every value the same way. */
  boolean sameAs(int set, CategorySets others, int other) {
    int first = firstWords[set];
    int otherFirst = others.firstWords[other];
    int count = wordCount(arities[set]);
    return arities[set] == others.arities[other]
        && leftOtherwise[set] == others.leftOtherwise[other]
        && Arrays.equals(words, first, first + count, others.words, otherFirst, otherFirst + count);
  }

  /** Equal for sets that are the same. */
  int hash(int set) {
    int hash = arities[set];
    for (int i = 0; i < wordCount(arities[set]); i++) {
      hash = 31 * hash + Long.hashCode(words[firstWords[set] + i]);
    }
    return hash;
  }

  private static int wordCount(int arity) {
    return (int) ((arity + 63L) / 64);
  }

  /** Collects sets. */
  static final class Builder {
    private int[] firstWords = new int[16];
    private int[] arities = new int[16];
    private boolean[] leftOtherwise = new boolean[16];
    private long[] words = new long[16];
    private int sets;
    private int wordCount;

    /**
     * Adds the set of one split.
     *
     * @return its number
     */
    int add(double[] leftCategories, int arity, String where) {
      int needed = wordCount(arity);
      if (needed > MAX_WORDS - wordCount) {
        throw new ModelFormatException(where + ": the sets of categories are too large");
      }
      if (sets == firstWords.length) {
        firstWords = Arrays.copyOf(firstWords, 2 * sets);
        arities = Arrays.copyOf(arities, 2 * sets);
        leftOtherwise = Arrays.copyOf(leftOtherwise, 2 * sets);
      }
      if (wordCount + needed > words.length) {
        words = Arrays.copyOf(words, Math.max(2 * words.length, wordCount + needed));
      }
      for (double value : leftCategories) {
        int category = (int) value;
        if (category != value || category < 0 || category >= arity) {
          throw new ModelFormatException(
              "%s: category %s; expected one of %d".formatted(where, value, arity));
        }
        long bit = 1L << category;
        if ((words[wordCount + (category >> 6)] & bit) != 0) {
          throw new ModelFormatException(where + ": category " + category + " is there twice");
        }
        words[wordCount + (category >> 6)] |= bit;
      }
      firstWords[sets] = wordCount;
      arities[sets] = arity;
      leftOtherwise[sets] = leftCategories.length > arity / 2;
      wordCount += needed;
      return sets++;
    }

    CategorySets build() {
      return new CategorySets(this);
    }
  }
}

package org.bankrs.schema;

import java.util.List;

/**
 * What is known of a customer's months up to one of them, as bit masks: bit i stands for the month
 * i months before that one, bit 0 for the month itself. Reaches back {@link #MONTHS} - 1 months;
 * what is older counts as not known, so that what is derived does not depend on how long the bank
 * has been watched. Immutable and thread-safe.
 *
 * <p>A month without a row is not known. A product flag that a row lacks counts as not held, as
 * everywhere.
 */
public final class History {
  /** How many months count: the month itself and 16 earlier ones. */
  public static final int MONTHS = 17;

  /** How many earlier months count. */
  public static final int EARLIER_MONTHS = MONTHS - 1;

  /** Codes of which it counts how often they changed. */
  public static final List<ProfileColumn> WATCHED =
      List.of(ProfileColumn.ACTIVE, ProfileColumn.SEGMENT, ProfileColumn.RELATION_TYPE);

  /** Nothing is known yet. */
  public static final History NONE =
      new History(CustomerMonth.NO_DATE, new String[] {"", "", ""}, new int[Masks.COUNT]);

  /** Where the masks lie. */
  private static final class Masks {
    static final int SEEN = 0;
    static final int KNOWN = 1;
    static final int CHANGED = KNOWN + WATCHED.size();
    static final int HELD = CHANGED + WATCHED.size();
    static final int COUNT = HELD + Product.ALL.size();
  }

  private final int month;
  private final String[] latest;
  private final int[] masks;

  private History(int month, String[] latest, int[] masks) {
    this.month = month;
    this.latest = latest;
    this.masks = masks;
  }

  /** The history of the last of a customer's months, given in order. */
  public static History of(List<CustomerMonth> months) {
    History history = NONE;
    for (CustomerMonth month : months) {
      history = history.with(month);
    }
    return history;
  }

  /**
   * The history one row later. A row that has no date, or is not of a later month than the last
   * one, begins a new history: how it lies to what was before is not known.
   */
  public History with(CustomerMonth next) {
    int index = next.month().map(SnapshotMonth::index).orElse(CustomerMonth.NO_DATE);
    boolean follows =
        month != CustomerMonth.NO_DATE && index != CustomerMonth.NO_DATE && index > month;
    History before = follows ? this : NONE;
    int[] shifted = new int[Masks.COUNT];
    if (follows && index - month < MONTHS) {
      for (int i = 0; i < Masks.COUNT; i++) {
        shifted[i] = masks[i] << (index - month);
      }
    }
    shifted[Masks.SEEN] |= 1;
    String[] values = before.latest.clone();
    for (int w = 0; w < WATCHED.size(); w++) {
      String value = next.category(WATCHED.get(w));
      if (!value.isEmpty()) {
        shifted[Masks.KNOWN + w] |= 1;
        shifted[Masks.CHANGED + w] |= values[w].equals(value) ? 0 : 1;
        values[w] = value;
      }
    }
    int held = next.held().bits();
    for (int k = 0; k < Product.ALL.size(); k++) {
      shifted[Masks.HELD + k] |= held >>> k & 1;
    }
    return new History(index, values, cut(shifted, EARLIER_MONTHS));
  }

  /**
   * The same as if only so many earlier months were known.
   *
   * @param earlier 0: the month alone
   */
  public History last(int earlier) {
    return earlier >= EARLIER_MONTHS
        ? this
        : new History(month, latest, cut(masks.clone(), earlier));
  }

  /** Forgets older months, in place. */
  private static int[] cut(int[] masks, int earlier) {
    int window = (1 << (earlier + 1)) - 1;
    for (int i = 0; i < Masks.COUNT; i++) {
      masks[i] &= window;
    }
    for (int w = 0; w < WATCHED.size(); w++) {
      // The oldest known value has nothing before it from which it could have changed.
      masks[Masks.CHANGED + w] &= Integer.highestOneBit(masks[Masks.KNOWN + w]) - 1;
    }
    return masks;
  }

  /** Whether any earlier month is known. */
  public boolean isKnown() {
    return seen() > 1;
  }

  /** The months with a row. */
  int seen() {
    return masks[Masks.SEEN];
  }

  /** The months in which the product of that ordinal was held. */
  int held(int product) {
    return masks[Masks.HELD + product];
  }

  /** The months with a value of the watched code. */
  int known(int watched) {
    return masks[Masks.KNOWN + watched];
  }

  /** The months in which the watched code was another than when last known. */
  int changed(int watched) {
    return masks[Masks.CHANGED + watched];
  }

  /** The masks in few numbers, for storing; {@link #unpacked} reads them. */
  public int[] packed() {
    int first = Masks.HELD;
    int products = 0;
    for (int i = first; i < Masks.COUNT; i++) {
      products += masks[i] == 0 ? 0 : 1;
    }
    int[] packed = new int[first + products];
    System.arraycopy(masks, 0, packed, 0, first);
    int next = first;
    for (int i = first; i < Masks.COUNT; i++) {
      if (masks[i] != 0) {
        // Most customers hold few products ever; the product's place goes above its months.
        packed[next++] = (i - first) << MONTHS | masks[i];
      }
    }
    return packed;
  }

  /** The history that {@link #packed} stored, to derive features from. It cannot go on. */
  public static History unpacked(int[] packed) {
    int[] masks = new int[Masks.COUNT];
    System.arraycopy(packed, 0, masks, 0, Masks.HELD);
    for (int i = Masks.HELD; i < packed.length; i++) {
      masks[Masks.HELD + (packed[i] >>> MONTHS)] = packed[i] & ((1 << MONTHS) - 1);
    }
    return new History(CustomerMonth.NO_DATE, NONE.latest, masks);
  }
}

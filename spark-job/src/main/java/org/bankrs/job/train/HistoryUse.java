package org.bankrs.job.train;

/**
 * What a training makes of the customers' earlier months.
 *
 * @param on whether the model sees them
 * @param shortened share of the training rows that know none or few of them, 0 to 1, so that the
 *     model can do without
 */
public record HistoryUse(boolean on, double shortened) {
  /** The model sees the month alone. */
  public static final HistoryUse NONE = new HistoryUse(false, 0);

  /** Refuses a share out of range. */
  public HistoryUse {
    if (!(shortened >= 0 && shortened <= 1)) {
      throw new IllegalArgumentException(
          "--shortened-history %s: expected 0 to 1".formatted(shortened));
    }
  }
}

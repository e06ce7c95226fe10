package org.bankrs.load;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;
import org.bankrs.simulator.SimulatedRow;
import org.bankrs.simulator.Simulator;

/**
 * What is asked. The call of an index follows from the seed and the index alone, whoever asks for
 * it and in which order. Immutable and thread-safe.
 */
public final class Traffic {
  /** So many customers that two runs seldom meet the same one. */
  private static final long CUSTOMERS = 1_000_000;

  private static final SnapshotMonth FIRST_MONTH = SnapshotMonth.of(2015, 1);
  private static final byte[] NO_BODY = {};

  private final long seed;
  private final double badShare;
  private final List<Drift> drifts;
  private final Optional<SnapshotMonth> month;
  private final Simulator simulator;

  /**
   * The traffic of a seed.
   *
   * @param seed decides all
   * @param badShare the share of posted rows that are spoilt, 0 to 1
   * @param drifts changes made to every row, in turn
   * @param month the month whose rows are sent; empty for rows of all 17 months, each as often as
   *     it is in the panel
   */
  public Traffic(long seed, double badShare, List<Drift> drifts, Optional<SnapshotMonth> month) {
    this.seed = seed;
    this.badShare = badShare;
    this.drifts = List.copyOf(drifts);
    this.month = month;
    // The customers of this seed are others than those of the training with the same seed.
    this.simulator = new Simulator(new SplittableRandom(seed).nextLong());
  }

  /** The call of an index from 0. */
  public Call call(long index) {
    SplittableRandom random = random(index);
    Endpoint endpoint = Endpoint.draw(random);
    if (endpoint == Endpoint.RANDOM) {
      return new Call(endpoint, NO_BODY, Call.OK);
    }
    String[] texts = row(random);
    if (random.nextDouble() < badShare) {
      BadRow bad = BadRow.ALL.get(random.nextInt(BadRow.ALL.size()));
      return new Call(endpoint, bad.body(texts), bad.status());
    }
    return new Call(endpoint, RowJson.of(texts), Call.OK);
  }

  /** The 48 raw texts of the row of an index, drifted and never bad. */
  public String[] row(long index) {
    SplittableRandom random = random(index);
    Endpoint.draw(random);
    return row(random);
  }

  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + index);
  }

  private String[] row(RandomGenerator random) {
    SimulatedRow drawn = draw(random);
    String[] texts = new String[RawSchema.COLUMNS.size()];
    for (int position = 0; position < texts.length; position++) {
      texts[position] = drawn.text(position);
    }
    drifts.forEach(drift -> drift.apply(texts, random));
    return texts;
  }

  /** Draws customer and month until there is a row, so that every row of the panel is as likely. */
  private SimulatedRow draw(RandomGenerator random) {
    while (true) {
      SnapshotMonth wanted =
          month.orElseGet(() -> FIRST_MONTH.plus(random.nextInt(Simulator.REAL_MONTHS)));
      List<SimulatedRow> rows = simulator.rows(random.nextLong(CUSTOMERS));
      for (SimulatedRow row : rows) {
        if (row.month().equals(wanted)) {
          return row;
        }
      }
    }
  }
}

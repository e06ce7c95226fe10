package org.bankrs.load;

import java.util.Arrays;
import java.util.List;
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

  private static final byte[] NO_BODY = {};

  private final long seed;
  private final double badShare;
  private final List<Drift> drifts;
  private final Months months;
  private final Simulator simulator;

  /**
   * The traffic of a seed.
   *
   * @param seed decides all
   * @param badShare the share of posted rows that are spoilt, 0 to 1
   * @param drifts changes made to every row, in turn
   * @param months the months of each customer that are sent
   */
  public Traffic(long seed, double badShare, List<Drift> drifts, Months months) {
    this.seed = seed;
    this.badShare = badShare;
    this.drifts = List.copyOf(drifts);
    this.months = months;
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
    List<String[]> rows = rows(random);
    if (random.nextDouble() < badShare) {
      BadRow bad = BadRow.ALL.get(random.nextInt(BadRow.ALL.size()));
      return new Call(endpoint, bad.body(rows), bad.status());
    }
    return new Call(endpoint, RowJson.of(rows), Call.OK);
  }

  /**
   * The rows of the customer of an index, the month in question last, each as its 48 raw texts.
   * That month has drifted, and is never bad.
   */
  public List<String[]> rows(long index) {
    SplittableRandom random = random(index);
    Endpoint.draw(random);
    return rows(random);
  }

  private SplittableRandom random(long index) {
    return new SplittableRandom(new SplittableRandom(seed).nextLong() + index);
  }

  private List<String[]> rows(RandomGenerator random) {
    List<String[]> rows = draw(random).stream().map(Traffic::texts).toList();
    drifts.forEach(drift -> drift.apply(rows.get(rows.size() - 1), random));
    return rows;
  }

  /** Draws customers until one has a row of the month, so that each such row is as likely. */
  private List<SimulatedRow> draw(RandomGenerator random) {
    while (true) {
      List<SimulatedRow> rows = simulator.rows(random.nextLong(CUSTOMERS));
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).month().equals(months.last())) {
          SnapshotMonth from = months.last().plus(-months.earlier());
          return rows.subList(0, i + 1).stream()
              .filter(row -> row.month().compareTo(from) >= 0)
              .toList();
        }
      }
    }
  }

  private static String[] texts(SimulatedRow row) {
    String[] texts = new String[RawSchema.COLUMNS.size()];
    Arrays.setAll(texts, row::text);
    return texts;
  }
}

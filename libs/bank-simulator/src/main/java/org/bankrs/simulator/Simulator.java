package org.bankrs.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A simulated bank. All its customers follow from the seed: the rows of customer i are the same
 * whatever other customers are asked for, in which order, by how many threads. Immutable and
 * thread-safe.
 */
public final class Simulator {
  /** The months of the real bank's training file: 2015-01 to 2016-05. */
  public static final int REAL_MONTHS = 17;

  /** The most months there are: one more, 2016-06, the real bank's test month. */
  public static final int MAX_MONTHS = Panel.MONTHS;

  private final long seed;
  private final Population population;
  private final Presence.Sampler presences = new Presence.Sampler();
  private final Behaviour behaviour;
  private final RowTexts texts;

  /** The bank of a seed. */
  public Simulator(long seed) {
    this(seed, Calibration.read("calibration.csv"));
  }

  Simulator(long seed, Calibration calibration) {
    this.seed = seed;
    population = new Population(seed);
    behaviour = Behaviour.read(calibration);
    texts = new RowTexts(population.residences());
  }

  /** The seed from which all customers follow. */
  public long seed() {
    return seed;
  }

  /**
   * The rows of a customer.
   *
   * @param customer the customer's index from 0, which is not the number in the rows
   * @return one row for each month in which the customer is in the panel, in order of months, all
   *     {@value #MAX_MONTHS} months considered; at least one
   * @throws IllegalArgumentException for a negative index
   */
  public List<SimulatedRow> rows(long customer) {
    if (customer < 0) {
      throw new IllegalArgumentException("customer " + customer + ": expected 0 or more");
    }
    Customer who = population.customer(customer);
    Presence presence = presence(who, customer);
    History history = history(who, presence, customer, Ledger.NONE);
    return texts.rows(
        who, presence, history, Randomness.stream(seed, customer, Randomness.Purpose.TEXTS));
  }

  /**
   * Writes the panel of the customers 0 to {@code customers} - 1 as raw CSV.
   *
   * <p>The months are the first ones from 2015-01 on; customers who appear later have no rows. Rows
   * are sorted by month, and shuffled within a month as in the real file. The result has its name
   * only when it is whole; after an error nothing is left behind.
   *
   * @param out a file ending in .csv or .csv.gz, which is replaced if it exists, or else a folder
   *     for one file a month (2015-01.csv), which must not exist or be empty
   * @param customers how many, at least 1
   * @param months how many, from 1 to {@value #MAX_MONTHS}
   * @param threads how many threads simulate, at least 1; the result is the same for any number
   * @param progress is told how far the work is, from the calling thread
   * @return the number of rows written
   * @throws IOException when the output cannot be written; the message says where and why
   */
  public long writeCsv(Path out, long customers, int months, int threads, Progress progress)
      throws IOException {
    require(customers >= 1, "customers", customers, "1 or more");
    require(months >= 1 && months <= MAX_MONTHS, "months", months, "1 to " + MAX_MONTHS);
    require(threads >= 1, "threads", threads, "1 or more");
    return new PanelWriter(this, customers, months, threads, progress).write(out);
  }

  private static void require(boolean condition, String name, long value, String expected) {
    if (!condition) {
      throw new IllegalArgumentException(name + " " + value + ": expected " + expected);
    }
  }

  Population population() {
    return population;
  }

  Presence presence(Customer who, long customer) {
    return presences.sample(who, Randomness.stream(seed, customer, Randomness.Purpose.PRESENCE));
  }

  History history(Customer who, Presence presence, long customer, Ledger ledger) {
    return behaviour.simulate(
        who,
        presence,
        population.residences(),
        Randomness.stream(seed, customer, Randomness.Purpose.PORTFOLIO),
        ledger);
  }
}

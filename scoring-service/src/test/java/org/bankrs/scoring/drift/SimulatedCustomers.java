package org.bankrs.scoring.drift;

import java.util.List;
import java.util.Random;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;
import org.bankrs.simulator.SimulatedRow;
import org.bankrs.simulator.Simulator;

/**
 * Rows of a simulated bank that nobody trained on: each of another customer, of one of the months
 * on which the example bundle was trained. Some of what they say may be changed.
 */
final class SimulatedCustomers {
  private static final int TRAINING_MONTHS = 3;
  private static final int CHANNEL = position("canal_entrada");
  private static final int INCOME = position("renta");

  private final Simulator simulator;
  private final Random random;
  private final Drift drift;
  private long customer;

  /** What is different from the training. */
  enum Drift {
    NONE,
    /** All incomes are 30 % higher. */
    INCOME,
    /** One row in ten came by a channel that training never saw. */
    NEW_CHANNEL
  }

  SimulatedCustomers(long seed, Drift drift) {
    this.simulator = new Simulator(seed);
    this.random = new Random(seed);
    this.drift = drift;
  }

  private static int position(String column) {
    return RawSchema.column(column).orElseThrow().position();
  }

  /** The next customer's row. */
  List<CustomerMonth> next() {
    List<SimulatedRow> rows = List.of();
    int month = random.nextInt(TRAINING_MONTHS);
    while (rows.isEmpty()) {
      int wanted = month;
      rows =
          simulator.rows(customer++).stream()
              .filter(row -> row.month().index() == FIRST + wanted)
              .toList();
    }
    SimulatedRow row = rows.get(0);
    boolean newChannel = drift == Drift.NEW_CHANNEL && random.nextInt(10) == 0;
    return List.of(
        RowCleaner.clean(
            "a simulated row",
            position ->
                position == INCOME && drift == Drift.INCOME
                    ? raised(row.text(position))
                    : position == CHANNEL && newChannel ? "KZZ" : row.text(position)));
  }

  private static final int FIRST = org.bankrs.schema.SnapshotMonth.of(2015, 1).index();

  private static String raised(String income) {
    try {
      return Double.toString(1.3 * Double.parseDouble(income.strip()));
    } catch (NumberFormatException e) {
      // Missing.
      return income;
    }
  }
}

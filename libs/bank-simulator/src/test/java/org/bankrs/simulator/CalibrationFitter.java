package org.bankrs.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bankrs.schema.Product;

/**
 * Fits the intercepts of {@code calibration.csv} to the published counts: simulates, compares what
 * was expected to happen with what did at the real bank, moves the intercepts, again and again. Run
 * it after any change of effects or of the population; its argument is the file to write.
 */
final class CalibrationFitter {
  private static final long SEED = 20150128;
  private static final double REAL_CUSTOMERS = Joinings.PLACES;

  private final int customers;
  private final double[][] targetTaken = counts("acquisitions.csv", Panel.MONTHS);
  private final double[][] targetGiven = counts("drops.csv", Panel.MONTHS);
  private final double[] targetHeld = new double[Products.COUNT];
  private Calibration calibration;
  private boolean last;

  private CalibrationFitter(int customers, Calibration start) {
    this.customers = customers;
    this.calibration = start;
    double[][] holders = counts("holders.csv", 1);
    for (int k = 0; k < Products.COUNT; k++) {
      targetHeld[k] = holders[k][0];
    }
    // The pension flag of those on the payroll comes with the payroll.
    targetHeld[Product.NOM_PENS.ordinal()] -= targetHeld[Product.NOMINA.ordinal()];
  }

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 12;
    int customers = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100_000;
    boolean resume = Files.exists(file) && Files.size(file) > 0;
    Calibration start = resume ? Calibration.read("calibration.csv") : start();
    CalibrationFitter fitter = new CalibrationFitter(customers, start);
    for (int round = 0; round < rounds; round++) {
      fitter.last = round == rounds - 1;
      System.out.printf("round %d: largest error %.3f%n", round, fitter.improve());
    }
    Files.writeString(file, text(fitter.calibration));
  }

  private static Calibration start() {
    double[][] holding = new double[Products.COUNT][1];
    double[][] months = new double[Products.COUNT][Panel.MONTHS];
    Arrays.stream(holding).forEach(row -> Arrays.fill(row, -3));
    Arrays.stream(months).forEach(row -> Arrays.fill(row, -7));
    double[][] giving = new double[Products.COUNT][Panel.MONTHS];
    Arrays.stream(giving).forEach(row -> Arrays.fill(row, -3.5));
    return new Calibration(holding, months, giving);
  }

  /** One round; the largest relative error of a count that matters. */
  private double improve() {
    Simulator simulator = new Simulator(SEED, calibration);
    int parts = Runtime.getRuntime().availableProcessors();
    Sums sums =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  Sums mine = new Sums();
                  LongStream.range(0, customers)
                      .filter(i -> i % parts == part)
                      .forEach(
                          i -> {
                            Customer who = simulator.population().customer(i);
                            simulator.history(who, simulator.presence(who, i), i, mine);
                          });
                  return mine;
                })
            .reduce(new Sums(), Sums::plus);
    double scale = customers / REAL_CUSTOMERS;
    double worst = 0;
    double[][] holding = new double[Products.COUNT][1];
    double[][] taking = new double[Products.COUNT][Panel.MONTHS];
    double[][] giving = new double[Products.COUNT][Panel.MONTHS];
    for (int k = 0; k < Products.COUNT; k++) {
      double odds =
          logOdds(targetHeld[k] * scale, sums.asked[k]) - logOdds(sums.held[k], sums.asked[k]);
      holding[k][0] = calibration.holding(k) + Math.max(-2.5, Math.min(2.5, odds));
      worst = Math.max(worst, report("holding", k, 0, targetHeld[k] * scale, sums.held[k]));
      for (int month = 1; month < Panel.MONTHS; month++) {
        double taken = targetTaken[k][month] * scale;
        double given = targetGiven[k][month] * scale;
        taking[k][month] =
            moved(
                calibration.taking(k, month),
                taken,
                sums.taken[k][month],
                sums.alsoTaken[k][month]);
        giving[k][month] =
            moved(
                calibration.giving(k, month),
                given,
                sums.given[k][month],
                sums.alsoGiven[k][month]);
        worst =
            Math.max(
                worst,
                report("taking", k, month, taken, sums.taken[k][month] + sums.alsoTaken[k][month]));
        worst =
            Math.max(
                worst,
                report("giving", k, month, given, sums.given[k][month] + sums.alsoGiven[k][month]));
      }
      taking[k][0] = taking[k][1];
      giving[k][0] = giving[k][1];
    }
    calibration = new Calibration(holding, taking, giving);
    return worst;
  }

  /** The relative error of a count, printed when it is large in the last round. */
  private double report(String kind, int product, int month, double target, double found) {
    double error = target < 20 ? 0 : Math.abs(found / target - 1);
    if (last && error > 0.1) {
      System.out.printf(
          "%s %s %s: expected %.1f, found %.1f%n",
          kind, Product.ALL.get(product).code(), Panel.name(month), target, found);
    }
    return error;
  }

  /** The intercept that would bring the count to its target if it alone were moved. */
  private static double moved(double intercept, double target, double own, double caused) {
    double wanted = Math.max(target - caused, 0.02 * target + 1e-3);
    double step = Math.log(wanted / Math.max(own, 1e-9));
    return Math.max(-16, Math.min(3, intercept + Math.max(-2.5, Math.min(2.5, step))));
  }

  private static double logOdds(double count, double of) {
    return Math.log(count / (of - count));
  }

  private static double[][] counts(String resource, int months) {
    Table table = Table.read(resource);
    double[][] counts = new double[Products.COUNT][months];
    for (int month = 0; month < months; month++) {
      double[] column = table.numbers(Panel.name(month).toString());
      for (int k = 0; k < Products.COUNT; k++) {
        counts[k][month] = column[k];
      }
    }
    return counts;
  }

  private static String text(Calibration calibration) {
    java.io.StringWriter text = new java.io.StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.println(
        "# Intercepts: log-odds of holding a product when the panel begins (in the first column of months), and");
    out.println(
        "# logarithms of the hazards of newly taking it and of giving it up in a month, where all effects are 0.");
    out.println("# Fitted by CalibrationFitter to holders.csv, acquisitions.csv and drops.csv.");
    out.print("kind,product");
    for (int month = 0; month < Panel.MONTHS; month++) {
      out.print("," + Panel.name(month));
    }
    out.println();
    print(out, "holding", (k, month) -> month == 0 ? calibration.holding(k) : 0);
    print(out, "taking", calibration::taking);
    print(out, "giving", calibration::giving);
    return text.toString();
  }

  private interface Intercept {
    double of(int product, int month);
  }

  private static void print(PrintWriter out, String kind, Intercept intercept) {
    for (Product product : Product.ALL) {
      out.print(kind + "," + product.code());
      for (int month = 0; month < Panel.MONTHS; month++) {
        out.printf(Locale.ROOT, ",%.4f", intercept.of(product.ordinal(), month));
      }
      out.println();
    }
  }

  /** Sums of expected events. */
  private static final class Sums implements Ledger {
    private final double[] held = new double[Products.COUNT];
    private final double[] asked = new double[Products.COUNT];
    private final double[][] taken = new double[Products.COUNT][Panel.MONTHS];
    private final double[][] alsoTaken = new double[Products.COUNT][Panel.MONTHS];
    private final double[][] given = new double[Products.COUNT][Panel.MONTHS];
    private final double[][] alsoGiven = new double[Products.COUNT][Panel.MONTHS];

    @Override
    public void holding(int product, double probability) {
      held[product] += probability;
      asked[product]++;
    }

    @Override
    public void taking(int product, int month, double probability, boolean caused) {
      (caused ? alsoTaken : taken)[product][month] += probability;
    }

    @Override
    public void giving(int product, int month, double probability, boolean caused) {
      (caused ? alsoGiven : given)[product][month] += probability;
    }

    private Sums plus(Sums other) {
      Sums sum = new Sums();
      for (int k = 0; k < Products.COUNT; k++) {
        sum.held[k] = held[k] + other.held[k];
        sum.asked[k] = asked[k] + other.asked[k];
        for (int month = 0; month < Panel.MONTHS; month++) {
          sum.taken[k][month] = taken[k][month] + other.taken[k][month];
          sum.alsoTaken[k][month] = alsoTaken[k][month] + other.alsoTaken[k][month];
          sum.given[k][month] = given[k][month] + other.given[k][month];
          sum.alsoGiven[k][month] = alsoGiven[k][month] + other.alsoGiven[k][month];
        }
      }
      return sum;
    }
  }
}

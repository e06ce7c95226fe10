package org.bankrs.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bankrs.schema.Product;

/**
 * The life of products: who begins with which, takes which, gives which up, month by month.
 *
 * <p>A month's changes depend on the state of the month before: hazards with effects of the
 * customer, of activity and of the products held, and on how long ago the product itself last
 * changed, which makes products come and go. Payroll brings the pension flag along (they are one
 * event in the bank's data) and often a payroll account; a payroll account often replaces the
 * current account. Thread-safe.
 */
final class Behaviour {
  private static final double MAX_HAZARD = 0.93;
  private static final int NEVER = -1000;

  private static final int CCO = Product.CCO.ordinal();
  private static final int CNO = Product.CNO.ordinal();
  private static final int CTJU = Product.CTJU.ordinal();
  private static final int NOMINA = Product.NOMINA.ordinal();
  private static final int NOM_PENS = Product.NOM_PENS.ordinal();

  /** Products in the order in which a founding customer's are drawn: each may depend on earlier. */
  private static final Product[] DRAWING_ORDER = {
    Product.CTJU, Product.CTOP, Product.CTPP, Product.CNO, Product.CTMA, Product.CCO,
    Product.NOMINA, Product.NOM_PENS, Product.RECIBO, Product.TJCR, Product.RECA, Product.DELA,
    Product.FOND, Product.ECUE, Product.VALO, Product.PLAN, Product.HIP, Product.PRES,
    Product.VIV, Product.DECO, Product.DEME, Product.CDER, Product.AHOR, Product.AVAL
  };

  private static final double LATE_CURRENT_ACCOUNT = 0.047;
  private static final double PAYROLL_TAKES_PENSION_ALONG = 0.97;
  private static final double PAYROLL_ACCOUNT_REPLACES_CURRENT = 0.35;
  private static final double PENSIONER_TAKES_PAYROLL = 0.08;
  private static final double ACTIVITY_REVIEWED = 0.2;

  /** Some months are an occasion: all products are then taken more easily. The mean is 1. */
  private static final double OCCASION_BEGINS = 0.1375;

  private static final double OCCASION_GOES_ON = 0.45;

  private static final double OCCASION = 3.4;
  private static final double NO_OCCASION = 0.4;

  private final Effects ownership = Effects.read("ownership-effects.csv");
  private final Effects acquisition = Effects.read("acquisition-effects.csv");
  private final Companions companions = Companions.read("companions.csv");
  private final Cycling cycling = Cycling.read("cycling.csv");
  private final Provinces provinces;
  private final Calibration calibration;

  Behaviour(Calibration calibration, Provinces provinces) {
    this.calibration = calibration;
    this.provinces = provinces;
  }

  History simulate(Customer customer, Presence presence, SplittableRandom random, Ledger ledger) {
    return new Life(customer, random, ledger).run(presence);
  }

  /** One customer's simulation. */
  private final class Life {
    private final Customer customer;
    private final SplittableRandom random;
    private final Ledger ledger;
    private final double[] covariates = new double[Covariate.COUNT];
    private final double[] takingScores = new double[Products.COUNT];
    private final int[] lastTaken = new int[Products.COUNT];
    private final int[] lastGiven = new int[Products.COUNT];
    private final double activityBase;
    private int held;
    private boolean active;
    private double occasion = 1;

    Life(Customer customer, SplittableRandom random, Ledger ledger) {
      this.customer = customer;
      this.random = random;
      this.ledger = ledger;
      Arrays.fill(lastTaken, NEVER);
      Arrays.fill(lastGiven, NEVER);
      describe();
      acquisition.staticScores(covariates, takingScores);
      activityBase = activityBase();
    }

    History run(Presence presence) {
      History history = new History();
      int first = customer.firstMonth();
      switch (customer.cohort()) {
        case FOUNDING -> drawFoundingProducts();
        case LATE, JOINER -> drawLaterProducts();
      }
      active = random.nextDouble() < logistic(activityScore());
      for (int month = first; month < Panel.MONTHS; month++) {
        if (month > first && presence.in(month) && presence.in(month - 1)) {
          step(month);
        }
        if (presence.in(month)) {
          history.set(month, held, active);
        }
      }
      return history;
    }

    private void describe() {
      int age = customer.ageOn(Panel.snapshot(Panel.EXTRACT_MONTH));
      int tenure = Customer.months(customer.joined(), Panel.snapshot(Panel.EXTRACT_MONTH));
      set(Covariate.STUDENT, customer.segment() == Segment.STUDENT);
      set(Covariate.TOP, customer.segment() == Segment.TOP);
      set(Covariate.MINOR, age < 18);
      set(Covariate.YOUNG, age >= 18 && age < 26);
      set(Covariate.MIDDLE, age >= 36 && age < 50);
      set(Covariate.MATURE, age >= 50 && age < 65);
      set(Covariate.SENIOR, age >= 65);
      set(Covariate.MALE, customer.sex().equals("V"));
      set(Covariate.MADRID, provinces.isMadrid(customer.province()));
      covariates[Covariate.LOG_TENURE.ordinal()] = Math.log1p(tenure / 12.0);
      set(Covariate.KFA, customer.channel().equals("KFA"));
      set(Covariate.KAT, customer.channel().equals("KAT"));
      set(Covariate.EMPLOYEE, !customer.employee().equals("N"));
      covariates[Covariate.ENGAGEMENT.ordinal()] = customer.engagement();
      covariates[Covariate.WEALTH.ordinal()] = customer.wealth();
      set(Covariate.LATE, customer.cohort() != Cohort.FOUNDING);
    }

    private void set(Covariate covariate, boolean value) {
      covariates[covariate.ordinal()] = value ? 1 : 0;
    }

    private void describeMonth(int month) {
      set(Covariate.ACTIVE, active);
      set(Covariate.NEW, Customer.months(customer.joined(), Panel.snapshot(month)) <= 5);
      describeProducts();
    }

    private void describeProducts() {
      set(Covariate.NO_PRODUCT, held == 0);
      covariates[Covariate.SECONDARIES.ordinal()] = Math.min(Products.secondaries(held), 5);
      set(Covariate.CCO, Products.holds(held, Product.CCO));
      set(Covariate.CNO, Products.holds(held, Product.CNO));
      set(Covariate.PAYROLL, Products.holds(held, Product.NOM_PENS));
      set(Covariate.DIRECT_DEBIT, Products.holds(held, Product.RECIBO));
      set(Covariate.CARD, Products.holds(held, Product.TJCR));
      set(Covariate.DEPOSIT, Products.holds(held, Product.DELA));
      set(Covariate.FUNDS, Products.holds(held, Product.FOND));
    }

    private void drawFoundingProducts() {
      double[] scores = new double[Products.COUNT];
      ownership.staticScores(covariates, scores);
      for (Product product : DRAWING_ORDER) {
        int k = product.ordinal();
        if (product == Product.NOM_PENS && Products.holds(held, Product.NOMINA)) {
          held |= 1 << k;
          continue;
        }
        if (product == Product.NOMINA && customer.payrollMissingUntil() > 0) {
          continue;
        }
        if (product == Product.NOM_PENS && customer.payrollMissingUntil() > 0) {
          continue;
        }
        describeProducts();
        double share =
            logistic(
                calibration.holding()[k][0] + scores[k] + ownership.monthlyScore(k, covariates));
        ledger.holding(k, share);
        boolean holds = random.nextDouble() < share;
        if (holds) {
          held |= 1 << k;
        }
        if (cycling.cycles(k)) {
          // Some of those who hold it took it lately, some of the others gave it up lately.
          double lately = random.nextDouble();
          int ago = random.nextInt(6);
          if (holds && lately < 0.3) {
            lastTaken[k] = -ago;
          } else if (!holds && lately < 0.35 * share) {
            lastGiven[k] = -ago;
          }
        }
      }
      if (Products.holds(held, Product.NOMINA)) {
        lastTaken[NOM_PENS] = lastTaken[NOMINA];
      }
    }

    private void drawLaterProducts() {
      boolean minor = covariates[Covariate.MINOR.ordinal()] > 0;
      double currentAccount =
          customer.cohort() == Cohort.LATE ? LATE_CURRENT_ACCOUNT : customer.currentAccountShare();
      if (minor && customer.cohort() == Cohort.JOINER) {
        held |= random.nextDouble() < 0.5 ? 1 << CTJU : 0;
      } else {
        held |= random.nextDouble() < currentAccount ? 1 << CCO : 0;
      }
    }

    private void step(int month) {
      describeMonth(month - 1);
      double occurs = occasion == OCCASION ? OCCASION_GOES_ON : OCCASION_BEGINS;
      occasion = random.nextDouble() < occurs ? OCCASION : NO_OCCASION;
      int next = held;
      for (int k = 0; k < Products.COUNT; k++) {
        if (holds(k)) {
          next = maybeGive(k, month, next);
        } else {
          next = maybeTake(k, month, next);
        }
      }
      if ((next >>> NOMINA & 1) != 0) {
        next |= 1 << NOM_PENS;
      }
      record(next, month);
      boolean took = (next & ~held) != 0;
      held = next;
      if (took && random.nextDouble() < 0.85) {
        active = true;
      } else if (random.nextDouble() < ACTIVITY_REVIEWED) {
        active = random.nextDouble() < logistic(activityScore());
      }
    }

    private int maybeTake(int k, int month, int next) {
      boolean payroll = k == NOMINA || k == NOM_PENS;
      if (payroll && month < customer.payrollMissingUntil()) {
        return next;
      }
      double hazard = takingHazard(k, month);
      ledger.taking(k, month, hazard, false);
      for (Companions.Companion companion : companions.of(k)) {
        if (!holds(companion.product())) {
          ledger.taking(companion.product(), month, hazard * companion.probability(), true);
        }
      }
      if (random.nextDouble() >= hazard) {
        return next;
      }
      int taken = next | 1 << k;
      for (Companions.Companion companion : companions.of(k)) {
        if (random.nextDouble() < companion.probability()) {
          taken |= 1 << companion.product();
        }
      }
      if (k == CNO && holds(CCO) && random.nextDouble() < PAYROLL_ACCOUNT_REPLACES_CURRENT) {
        taken &= ~(1 << CCO);
      }
      return taken;
    }

    private boolean holds(int product) {
      return (held >>> product & 1) != 0;
    }

    private double takingHazard(int k, int month) {
      double intercept = calibration.taking()[k][month];
      double score = takingScores[k] + acquisition.monthlyScore(k, covariates);
      double hazard = Math.exp(intercept + score);
      // A pension flag that went with the payroll comes back with it.
      boolean withPayroll = k == NOM_PENS && lastGiven[k] == lastGiven[NOMINA];
      if (lastGiven[k] != NEVER && !withPayroll) {
        int ago = month - lastGiven[k];
        double season = Math.exp(intercept - calibration.meanTaking(k));
        hazard += cycling.retakeHazard(k, ago) * season;
      }
      if (k == NOMINA && holds(NOM_PENS)) {
        hazard *= PENSIONER_TAKES_PAYROLL;
      }
      hazard *= occasion;
      return Math.min(hazard, MAX_HAZARD);
    }

    private int maybeGive(int k, int month, int next) {
      if (k == NOM_PENS && Products.holds(held, Product.NOMINA)) {
        return next;
      }
      double hazard = givingHazard(k, month);
      ledger.giving(k, month, hazard, false);
      if (k == NOMINA) {
        ledger.giving(NOM_PENS, month, hazard * PAYROLL_TAKES_PENSION_ALONG, true);
      }
      if (k == CCO && !holds(CNO)) {
        // What payroll accounts replace is known only in expectation here.
        ledger.giving(
            CCO, month, takingHazard(CNO, month) * PAYROLL_ACCOUNT_REPLACES_CURRENT, true);
      }
      if (random.nextDouble() >= hazard) {
        return next;
      }
      int left = next & ~(1 << k);
      if (k == NOMINA && random.nextDouble() < PAYROLL_TAKES_PENSION_ALONG) {
        left &= ~(1 << NOM_PENS);
      }
      return left;
    }

    private double givingHazard(int k, int month) {
      double hazard =
          Math.exp(
              calibration.giving()[k][month] - 0.3 * customer.engagement() - (active ? 0.3 : 0));
      if (lastTaken[k] != NEVER) {
        hazard *= cycling.giveUpFactor(k, month - lastTaken[k]);
      }
      return Math.min(hazard, MAX_HAZARD);
    }

    private void record(int next, int month) {
      int changed = next ^ held;
      while (changed != 0) {
        int k = Integer.numberOfTrailingZeros(changed);
        changed &= changed - 1;
        if ((next >>> k & 1) != 0) {
          lastTaken[k] = month;
        } else {
          lastGiven[k] = month;
        }
      }
    }

    private double activityBase() {
      double base =
          switch (customer.segment()) {
            case STUDENT -> -2.5;
            case INDIVIDUAL -> 0.85;
            case TOP -> 5;
          };
      if (customer.cohort() == Cohort.LATE) {
        base -= 3.2;
      }
      if (customer.cohort() == Cohort.JOINER) {
        base += 1.3;
      }
      if (covariates[Covariate.MINOR.ordinal()] > 0) {
        base -= 1.5;
      }
      return base + 1.2 * customer.engagement() + 1.4 * random.nextGaussian();
    }

    private double activityScore() {
      double score = activityBase + 2.8 * Math.min(Products.secondaries(held), 2);
      return held == 0 ? score - 1.0 : score;
    }
  }

  private static double logistic(double score) {
    return 1 / (1 + Math.exp(-score));
  }
}

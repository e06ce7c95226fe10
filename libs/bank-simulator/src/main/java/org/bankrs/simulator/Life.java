package org.bankrs.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bankrs.schema.Product;

/** The simulation of one customer's products. */
final class Life {
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

  // Of those who cycle through a product, when the panel begins.
  private static final double TOOK_IT_LATELY = 0.3;
  private static final double GAVE_IT_UP_LATELY = 0.35;
  private static final int LATELY = 6;

  private static final double LATE_CURRENT_ACCOUNT = 0.047;
  private static final double MINOR_JUNIOR_ACCOUNT = 0.5;
  private static final double PAYROLL_TAKES_PENSION_ALONG = 0.97;
  private static final double PAYROLL_ACCOUNT_REPLACES_CURRENT = 0.35;
  private static final double PENSIONER_TAKES_PAYROLL = 0.08;

  // Some months are an occasion: then all products are taken more easily. The mean is 1.
  private static final double OCCASION_BEGINS = 0.1375;
  private static final double OCCASION_GOES_ON = 0.45;
  private static final double OCCASION = 3.4;
  private static final double NO_OCCASION = 0.4;

  private static final double ENGAGED_KEEP = 0.3;
  private static final double ACTIVE_KEEP = 0.3;

  private final Behaviour behaviour;
  private final Customer customer;
  private final Circumstances circumstances;
  private final SplittableRandom random;
  private final Ledger ledger;
  private final double[] takingScores = new double[Products.COUNT];
  private final int[] lastTaken = new int[Products.COUNT];
  private final int[] lastGiven = new int[Products.COUNT];
  private int held;
  private double occasion = 1;
  private double keeping;

  Life(
      Behaviour behaviour,
      Customer customer,
      Circumstances circumstances,
      SplittableRandom random,
      Ledger ledger) {
    this.behaviour = behaviour;
    this.customer = customer;
    this.circumstances = circumstances;
    this.random = random;
    this.ledger = ledger;
    Arrays.fill(lastTaken, NEVER);
    Arrays.fill(lastGiven, NEVER);
    behaviour.acquisition().staticScores(circumstances.values(), takingScores);
  }

  History run(Presence presence) {
    switch (customer.joining().cohort()) {
      case FOUNDING -> drawFoundingProducts();
      case LATE -> begin(CCO, LATE_CURRENT_ACCOUNT);
      case JOINER -> {
        if (circumstances.isMinor()) {
          begin(CTJU, MINOR_JUNIOR_ACCOUNT);
        } else {
          begin(CCO, customer.joining().currentAccountShare());
        }
      }
    }
    Activity activity = new Activity(customer, circumstances.isMinor(), held, random);
    History history = new History();
    for (int month = customer.joining().firstMonth(); month < Panel.MONTHS; month++) {
      if (!presence.in(month)) {
        continue;
      }
      if (month > 0 && presence.in(month - 1)) {
        int before = held;
        step(month, activity.isActive());
        activity.step(held, (held & ~before) != 0);
      }
      history.set(month, held, activity.isActive());
    }
    return history;
  }

  private void begin(int product, double share) {
    if (random.nextDouble() < share) {
      held |= 1 << product;
    }
  }

  private void drawFoundingProducts() {
    double[] scores = new double[Products.COUNT];
    behaviour.ownership().staticScores(circumstances.values(), scores);
    for (Product product : DRAWING_ORDER) {
      int k = product.ordinal();
      if (k == NOM_PENS && holds(NOMINA)) {
        held |= 1 << k;
        lastTaken[k] = lastTaken[NOMINA];
        continue;
      }
      if (isPayroll(k) && customer.gaps().payrollFrom() > 0) {
        continue;
      }
      circumstances.update(held);
      double score = scores[k] + behaviour.ownership().monthlyScore(k, circumstances.values());
      double share = 1 / (1 + Math.exp(-behaviour.calibration().holding(k) - score));
      ledger.holding(k, share);
      begin(k, share);
      if (behaviour.cycling().cycles(k)) {
        drawCycle(k, share);
      }
    }
  }

  private void drawCycle(int k, double share) {
    double lately = random.nextDouble();
    int ago = random.nextInt(LATELY);
    if (holds(k) && lately < TOOK_IT_LATELY) {
      lastTaken[k] = -ago;
    } else if (!holds(k) && lately < GAVE_IT_UP_LATELY * share) {
      lastGiven[k] = -ago;
    }
  }

  private void step(int month, boolean active) {
    circumstances.update(month - 1, active, held);
    double occurs = occasion == OCCASION ? OCCASION_GOES_ON : OCCASION_BEGINS;
    occasion = random.nextDouble() < occurs ? OCCASION : NO_OCCASION;
    keeping = ENGAGED_KEEP * customer.traits().engagement() + (active ? ACTIVE_KEEP : 0);
    int next = held;
    for (int k = 0; k < Products.COUNT; k++) {
      next = holds(k) ? maybeGive(k, month, next) : maybeTake(k, month, next);
    }
    if ((next >>> NOMINA & 1) != 0) {
      next |= 1 << NOM_PENS;
    }
    remember(next, month);
    held = next;
  }

  private int maybeTake(int k, int month, int next) {
    if (isPayroll(k) && month < customer.gaps().payrollFrom()) {
      return next;
    }
    double hazard = takingHazard(k, month);
    ledger.taking(k, month, hazard, false);
    for (Companions.Companion companion : behaviour.companions().of(k)) {
      if (!holds(companion.product())) {
        ledger.taking(companion.product(), month, hazard * companion.probability(), true);
      }
    }
    if (random.nextDouble() >= hazard) {
      return next;
    }
    int taken = next | 1 << k;
    for (Companions.Companion companion : behaviour.companions().of(k)) {
      if (random.nextDouble() < companion.probability()) {
        taken |= 1 << companion.product();
      }
    }
    if (k == CNO && holds(CCO) && random.nextDouble() < PAYROLL_ACCOUNT_REPLACES_CURRENT) {
      taken &= ~(1 << CCO);
    }
    return taken;
  }

  private double takingHazard(int k, int month) {
    double intercept = behaviour.calibration().taking(k, month);
    double score =
        takingScores[k] + behaviour.acquisition().monthlyScore(k, circumstances.values());
    double hazard = Math.exp(intercept + score);
    // A pension flag that went with the payroll comes back with it.
    boolean withPayroll = k == NOM_PENS && lastGiven[k] == lastGiven[NOMINA];
    if (lastGiven[k] != NEVER && !withPayroll) {
      double season = Math.exp(intercept - behaviour.calibration().meanTaking(k));
      hazard += behaviour.cycling().retakeHazard(k, month - lastGiven[k]) * season;
    }
    if (k == NOMINA && holds(NOM_PENS)) {
      hazard *= PENSIONER_TAKES_PAYROLL;
    }
    return Math.min(hazard * occasion, MAX_HAZARD);
  }

  private int maybeGive(int k, int month, int next) {
    if (k == NOM_PENS && holds(NOMINA)) {
      // It goes with the payroll or not at all.
      return next;
    }
    double hazard = givingHazard(k, month);
    ledger.giving(k, month, hazard, false);
    if (k == NOMINA) {
      ledger.giving(NOM_PENS, month, hazard * PAYROLL_TAKES_PENSION_ALONG, true);
    }
    if (k == CCO && !holds(CNO)) {
      double replaced = takingHazard(CNO, month) * PAYROLL_ACCOUNT_REPLACES_CURRENT;
      ledger.giving(CCO, month, replaced, true);
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
    double hazard = Math.exp(behaviour.calibration().giving(k, month) - keeping);
    if (lastTaken[k] != NEVER) {
      hazard *= behaviour.cycling().giveUpFactor(k, month - lastTaken[k]);
    }
    return Math.min(hazard, MAX_HAZARD);
  }

  private void remember(int next, int month) {
    for (int changed = next ^ held; changed != 0; changed &= changed - 1) {
      int k = Integer.numberOfTrailingZeros(changed);
      ((next >>> k & 1) != 0 ? lastTaken : lastGiven)[k] = month;
    }
  }

  private boolean holds(int product) {
    return (held >>> product & 1) != 0;
  }

  private static boolean isPayroll(int product) {
    return product == NOMINA || product == NOM_PENS;
  }
}

package org.bankrs.simulator;

import java.time.LocalDate;
import org.bankrs.schema.Product;

/** The covariates of one customer, brought up to date month by month. */
final class Circumstances {
  private static final LocalDate EXTRACT = Panel.snapshot(Panel.EXTRACT_MONTH);
  private static final int NEW_MONTHS = 5;
  private static final int MOST_SECONDARIES = 5;

  private final double[] values = new double[Covariate.COUNT];
  private final boolean[] newIn = new boolean[Panel.MONTHS];

  Circumstances(Customer customer, Residences residences) {
    Customer.Person person = customer.person();
    Customer.Relation relation = customer.relation();
    LocalDate joined = customer.joining().date();
    set(Covariate.STUDENT, relation.segment() == Segment.STUDENT);
    set(Covariate.TOP, relation.segment() == Segment.TOP);
    int age = person.ageOn(EXTRACT);
    set(Covariate.MINOR, age < 18);
    set(Covariate.YOUNG, age >= 18 && age < 26);
    set(Covariate.MIDDLE, age >= 36 && age < 50);
    set(Covariate.MATURE, age >= 50 && age < 65);
    set(Covariate.SENIOR, age >= 65);
    set(Covariate.MALE, person.isMale());
    set(Covariate.MADRID, residences.isMadrid(person.province()));
    set(Covariate.LOG_TENURE, Math.log1p(Months.between(joined, EXTRACT) / 12.0));
    set(Covariate.KHE, relation.channel().equals("KHE"));
    set(Covariate.KFA, relation.channel().equals("KFA"));
    set(Covariate.KAT, relation.channel().equals("KAT"));
    set(Covariate.EMPLOYEE, relation.isEmployee());
    set(Covariate.ENGAGEMENT, customer.traits().engagement());
    set(Covariate.WEALTH, customer.traits().wealth());
    set(Covariate.LATE, customer.joining().cohort() != Cohort.FOUNDING);
    for (int month = 0; month < Panel.MONTHS; month++) {
      newIn[month] = Months.between(joined, Panel.snapshot(month)) <= NEW_MONTHS;
    }
  }

  /** Brings everything that depends on the month up to date. */
  void update(int month, boolean active, int held) {
    set(Covariate.ACTIVE, active);
    set(Covariate.NEW, newIn[month]);
    update(held);
  }

  /** Brings what depends on the products held up to date. */
  void update(int held) {
    set(Covariate.NO_PRODUCT, held == 0);
    set(Covariate.SECONDARIES, Math.min(Products.secondaries(held), MOST_SECONDARIES));
    set(Covariate.CCO, Products.holds(held, Product.CCO));
    set(Covariate.CNO, Products.holds(held, Product.CNO));
    set(Covariate.PAYROLL, Products.holds(held, Product.NOM_PENS));
    set(Covariate.DIRECT_DEBIT, Products.holds(held, Product.RECIBO));
    set(Covariate.CARD, Products.holds(held, Product.TJCR));
    set(Covariate.DEPOSIT, Products.holds(held, Product.DELA));
    set(Covariate.FUNDS, Products.holds(held, Product.FOND));
  }

  /** The values by the covariates' ordinals; not to be written into. */
  double[] values() {
    return values;
  }

  boolean isMinor() {
    return values[Covariate.MINOR.ordinal()] > 0;
  }

  private void set(Covariate covariate, boolean value) {
    set(covariate, value ? 1 : 0);
  }

  private void set(Covariate covariate, double value) {
    values[covariate.ordinal()] = value;
  }
}

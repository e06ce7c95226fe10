package org.bankrs.simulator;

import java.util.Locale;

/** What holding or taking a product depends on. */
enum Covariate {
  // Of the customer, the same in every month.
  STUDENT,
  KHE,
  TOP,
  MINOR,
  YOUNG,
  MIDDLE,
  MATURE,
  SENIOR,
  MALE,
  MADRID,
  LOG_TENURE,
  KFA,
  KAT,
  EMPLOYEE,
  ENGAGEMENT,
  WEALTH,
  LATE,
  // Of the month.
  ACTIVE,
  NEW,
  NO_PRODUCT,
  SECONDARIES,
  CCO,
  CNO,
  PAYROLL,
  DIRECT_DEBIT,
  CARD,
  DEPOSIT,
  FUNDS;

  /** The number of covariates that do not change. */
  static final int STATIC = ACTIVE.ordinal();

  static final int COUNT = values().length;

  /** The column's name in the tables of effects. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}

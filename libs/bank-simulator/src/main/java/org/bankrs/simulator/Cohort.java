package org.bankrs.simulator;

/** When and how a customer comes into the panel. */
enum Cohort {
  /** In the first month. */
  FOUNDING,
  /** An old customer, mostly without products, who is delivered only from 2015-07. */
  LATE,
  /** Joins the bank during the panel. */
  JOINER
}

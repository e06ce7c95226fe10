package org.bankrs.simulator;

import java.time.LocalDate;

/**
 * A customer: what does not change over the panel, and what is behind the customer's behaviour but
 * never delivered.
 *
 * @param number the bank's number of the customer
 * @param cohort when the customer comes into the panel
 * @param firstMonth the panel's month in which the customer first appears
 * @param joined the date of the first contract
 * @param seniorityFrom the date from which seniority counts; after {@code joined} for those who
 *     came back
 * @param born the date of birth
 * @param segment the segment in which the panel begins
 * @param later the segment from {@code laterFrom} on
 * @param laterFrom a month of the panel, beyond its end for those who never change
 * @param unsegmentedUntil segment is not delivered before this month
 * @param sex H, V or empty
 * @param country the code of the country
 * @param province the province's row in its table, -1 for none
 * @param foreigner born in another country
 * @param employee the employee code
 * @param spouse the text of the column on employees' spouses
 * @param channel the entry channel, empty when missing
 * @param deceased died
 * @param income the text of the income, empty when missing
 * @param lostSeniority seniority is delivered as -999999
 * @param profileMissing gone when the profiles were extracted, so that they are missing
 * @param payrollMissingUntil payroll and pension are not delivered before this month
 * @param currentAccountShare the probability that a joiner begins with a current account
 * @param engagement how much the customer uses the bank: standard normal, not delivered
 * @param wealth how wealthy the customer is: about standard normal, not delivered
 */
record Customer(
    long number,
    Cohort cohort,
    int firstMonth,
    LocalDate joined,
    LocalDate seniorityFrom,
    LocalDate born,
    Segment segment,
    Segment later,
    int laterFrom,
    int unsegmentedUntil,
    String sex,
    String country,
    int province,
    boolean foreigner,
    String employee,
    String spouse,
    String channel,
    boolean deceased,
    String income,
    boolean lostSeniority,
    boolean profileMissing,
    int payrollMissingUntil,
    double currentAccountShare,
    double engagement,
    double wealth) {

  /** The age in whole years on a day. */
  int ageOn(LocalDate day) {
    int years = day.getYear() - born.getYear();
    return day.getDayOfYear() < born.getDayOfYear() ? years - 1 : years;
  }

  /** Whole months from a date to a day, not below 0. */
  static int months(LocalDate from, LocalDate day) {
    int months = (day.getYear() - from.getYear()) * 12 + day.getMonthValue() - from.getMonthValue();
    return Math.max(day.getDayOfMonth() < from.getDayOfMonth() ? months - 1 : months, 0);
  }
}

package org.bankrs.simulator;

import java.time.LocalDate;

/**
 * A customer: what does not change over the panel, and what is behind the customer's behaviour but
 * never delivered.
 *
 * @param number the bank's number of the customer
 * @param joining when the customer came
 * @param person who the customer is
 * @param relation what the customer is to the bank
 * @param gaps what is missing from the customer's rows
 * @param traits what drives the customer; not delivered
 */
record Customer(
    long number, Joining joining, Person person, Relation relation, Gaps gaps, Traits traits) {

  /**
   * When the customer came.
   *
   * @param cohort when the customer comes into the panel
   * @param firstMonth the panel's month in which the customer first appears
   * @param date the date of the first contract
   * @param seniorityFrom the date from which seniority counts: later than the first contract's for
   *     those who came back
   * @param currentAccountShare the probability that a joiner begins with a current account
   */
  record Joining(
      Cohort cohort,
      int firstMonth,
      LocalDate date,
      LocalDate seniorityFrom,
      double currentAccountShare) {}

  /**
   * Who the customer is.
   *
   * @param born the date of birth
   * @param sex H, V or empty
   * @param country the code of the country of residence
   * @param province the province's row in its table, {@link Residences#NO_PROVINCE} abroad
   * @param foreigner born in another country than the bank's
   * @param deceased died
   * @param income the text of the income, empty when missing
   */
  record Person(
      LocalDate born,
      String sex,
      String country,
      int province,
      boolean foreigner,
      boolean deceased,
      String income) {

    boolean isMale() {
      return sex.equals("V");
    }

    boolean isResident() {
      return province != Residences.NO_PROVINCE;
    }

    /** The age in whole years on a day. */
    int ageOn(LocalDate day) {
      int years = day.getYear() - born.getYear();
      return day.getDayOfYear() < born.getDayOfYear() ? years - 1 : years;
    }
  }

  /**
   * What the customer is to the bank.
   *
   * @param segment the segment in which the panel begins
   * @param laterSegment the segment from {@code laterFrom} on
   * @param laterFrom a month of the panel, beyond its end for those who never change
   * @param channel the entry channel, empty when missing
   * @param employee the employee code
   * @param spouse the text of the column on employees' spouses
   */
  record Relation(
      Segment segment,
      Segment laterSegment,
      int laterFrom,
      String channel,
      String employee,
      String spouse) {

    Segment segmentIn(int month) {
      return month < laterFrom ? segment : laterSegment;
    }

    boolean isEmployee() {
      return !employee.equals("N");
    }
  }

  /**
   * What is missing from the customer's rows.
   *
   * @param segmentFrom the segment is delivered from this month on
   * @param payrollFrom payroll and pension are delivered from this month on
   * @param seniorityLost seniority is delivered as -999999
   * @param profileMissing gone when the profiles were extracted, so that they are missing
   */
  record Gaps(int segmentFrom, int payrollFrom, boolean seniorityLost, boolean profileMissing) {}

  /**
   * What drives the customer, both about standard normal.
   *
   * @param engagement how much the customer uses the bank
   * @param wealth how wealthy the customer is, compared with the province
   */
  record Traits(double engagement, double wealth) {}
}

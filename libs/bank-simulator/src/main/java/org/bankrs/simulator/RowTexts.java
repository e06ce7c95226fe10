package org.bankrs.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.SnapshotMonth;

/** Writes a customer's months as the bank does, with all its quirks. Thread-safe. */
final class RowTexts {
  private static final String MISSING_AGE = " NA";
  private static final String MISSING_SENIORITY = "     NA";
  private static final String LOST_SENIORITY = "-999999";
  private static final String NA = "NA";
  private static final int FIRST_PRODUCT = RawSchema.PROFILE_COLUMNS;
  private static final String[] AGES = padded(3, 1000);
  private static final String[] SENIORITIES = padded(7, 1000);
  private static final String[] FLAGS = {"0", "1"};
  private static final String[] WIDE_FLAGS = {" 0", " 1"};

  private static final String[] SNAPSHOTS =
      IntStream.range(0, Panel.MONTHS)
          .mapToObj(month -> Panel.snapshot(month).toString())
          .toArray(String[]::new);

  private final Residences residences;

  RowTexts(Residences residences) {
    this.residences = residences;
  }

  List<SimulatedRow> rows(
      Customer customer, Presence presence, History history, SplittableRandom random) {
    String number = Long.toString(customer.number());
    String joined = customer.joining().date().toString();
    List<SimulatedRow> rows = new ArrayList<>(Integer.bitCount(presence.bits()));
    for (int month = 0; month < Panel.MONTHS; month++) {
      if (!presence.in(month)) {
        continue;
      }
      String[] texts = new String[RawSchema.COLUMNS.size()];
      put(texts, ProfileColumn.SNAPSHOT, SNAPSHOTS[month]);
      put(texts, ProfileColumn.CUSTOMER, number);
      if (customer.gaps().profileMissing()) {
        missingProfile(texts);
      } else {
        profile(texts, customer, presence, history, month, joined, random);
      }
      products(texts, customer, history.held(month), month);
      rows.add(new SimulatedRow(month, texts));
    }
    return rows;
  }

  private static void missingProfile(String[] texts) {
    for (ProfileColumn column : ProfileColumn.values()) {
      switch (column) {
        case SNAPSHOT, CUSTOMER -> {}
        case AGE -> put(texts, column, MISSING_AGE);
        case SENIORITY -> put(texts, column, MISSING_SENIORITY);
        case NEW_CUSTOMER, RELATION, ADDRESS_TYPE, PROVINCE, ACTIVE -> put(texts, column, NA);
        default -> put(texts, column, "");
      }
    }
  }

  private void profile(
      String[] texts,
      Customer customer,
      Presence presence,
      History history,
      int month,
      String joined,
      SplittableRandom random) {
    LocalDate day = Panel.profileDay(month);
    int seniority = Months.between(customer.joining().seniorityFrom(), day);
    boolean active = history.active(month);
    boolean leaving = month == presence.lastAsPrimary();
    Customer.Person person = customer.person();
    Customer.Relation relation = customer.relation();
    boolean resident = person.isResident();
    put(texts, ProfileColumn.EMPLOYEE, relation.employee());
    put(texts, ProfileColumn.COUNTRY, person.country());
    put(texts, ProfileColumn.SEX, person.sex());
    put(texts, ProfileColumn.AGE, AGES[person.ageOn(day)]);
    put(texts, ProfileColumn.JOINED, joined);
    put(texts, ProfileColumn.NEW_CUSTOMER, WIDE_FLAGS[seniority <= 5 ? 1 : 0]);
    put(
        texts,
        ProfileColumn.SENIORITY,
        customer.gaps().seniorityLost() ? LOST_SENIORITY : SENIORITIES[seniority]);
    put(texts, ProfileColumn.RELATION, leaving ? "99" : " 1");
    put(texts, ProfileColumn.LAST_PRIMARY, leaving ? lastPrimaryDay(month, random) : "");
    relation(texts, customer, history, month, random);
    put(texts, ProfileColumn.RESIDENT, resident ? "S" : "N");
    put(texts, ProfileColumn.FOREIGNER, person.foreigner() ? "S" : "N");
    put(texts, ProfileColumn.EMPLOYEE_SPOUSE, relation.spouse());
    put(texts, ProfileColumn.CHANNEL, relation.channel());
    put(texts, ProfileColumn.DECEASED, person.deceased() ? "S" : "N");
    put(texts, ProfileColumn.ADDRESS_TYPE, " 1");
    put(texts, ProfileColumn.PROVINCE, resident ? residences.code(person.province()) : NA);
    put(texts, ProfileColumn.PROVINCE_NAME, resident ? residences.name(person.province()) : "");
    put(texts, ProfileColumn.ACTIVE, WIDE_FLAGS[active ? 1 : 0]);
    put(texts, ProfileColumn.INCOME, person.income());
    String segment = relation.segmentIn(month).text();
    put(texts, ProfileColumn.SEGMENT, month < customer.gaps().segmentFrom() ? "" : segment);
  }

  /** The relation speaks of the month before: who joined since has none. */
  private static void relation(
      String[] texts, Customer customer, History history, int month, SplittableRandom random) {
    boolean first =
        month == customer.joining().firstMonth() && customer.joining().cohort() == Cohort.JOINER;
    double kind = random.nextDouble();
    double form = random.nextDouble();
    double stale = random.nextDouble();
    boolean active = history.active(month > customer.joining().firstMonth() ? month - 1 : month);
    if (stale < 0.03) {
      active = !active;
    }
    if (first) {
      put(texts, ProfileColumn.RELATION_MONTH, "");
      put(texts, ProfileColumn.RELATION_TYPE, "");
      return;
    }
    String code = relationCode(kind);
    String type =
        switch (code) {
          case "3" -> "P";
          case "P" -> "R";
          default -> active ? "A" : "I";
        };
    boolean bare = code.equals("P") || form < 0.323;
    put(texts, ProfileColumn.RELATION_MONTH, bare ? code : code + ".0");
    put(texts, ProfileColumn.RELATION_TYPE, type);
  }

  /** The rare codes have the published shares. */
  private static String relationCode(double draw) {
    if (draw < 0.000325) {
      return "3";
    }
    if (draw < 0.000390) {
      return "P";
    }
    if (draw < 0.000490) {
      return "2";
    }
    return draw < 0.000512 ? "4" : "1";
  }

  /** A weekday of the month. */
  private static String lastPrimaryDay(int month, SplittableRandom random) {
    SnapshotMonth name = Panel.name(month);
    LocalDate day =
        LocalDate.of(name.year(), name.calendarMonth(), 1 + random.nextInt(Panel.SNAPSHOT_DAY - 2));
    return switch (day.getDayOfWeek()) {
      case SATURDAY -> day.plusDays(2).toString();
      case SUNDAY -> day.plusDays(1).toString();
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day.toString();
    };
  }

  private static void products(String[] texts, Customer customer, int held, int month) {
    boolean missing = month < customer.gaps().payrollFrom();
    for (Product product : Product.ALL) {
      int flag = held >>> product.ordinal() & 1;
      texts[FIRST_PRODUCT + product.ordinal()] =
          switch (product) {
            case NOMINA, NOM_PENS -> missing ? NA : WIDE_FLAGS[flag];
            default -> FLAGS[flag];
          };
    }
  }

  private static void put(String[] texts, ProfileColumn column, String text) {
    texts[column.ordinal()] = text;
  }

  private static String[] padded(int width, int count) {
    String format = "%" + width + "d";
    return IntStream.range(0, count)
        .mapToObj(number -> String.format(Locale.ROOT, format, number))
        .toArray(String[]::new);
  }
}

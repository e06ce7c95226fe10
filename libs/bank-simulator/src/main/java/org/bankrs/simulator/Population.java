package org.bankrs.simulator;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.bankrs.schema.SnapshotMonth;

/** Draws customers. Thread-safe. */
final class Population {
  /** Customers of the real bank; as many are ordered by the date on which they joined. */
  static final long REAL_CUSTOMERS = 956_645;

  private static final long FIRST_NUMBER = 15_889;
  private static final double NUMBER_STEP = 1_537_800.0 / (REAL_CUSTOMERS - 1);
  private static final long NUMBERS_PER_BANK = 1_600_000;

  /** Leavers of 2015-01 to 2015-05 have no profile: 7,340 of the 625,457 of the first month. */
  private static final double PROFILE_MISSING = 0.01174;

  private static final LocalDate MIDDLE = LocalDate.of(2015, 10, 28);
  private static final LocalDate REFERENCE = Panel.snapshot(Panel.EXTRACT_MONTH);
  private static final double AGE_TENURE_CORRELATION = 0.45;

  private final long seed;
  private final Permutation places;
  private final List<String> joiningMonths;
  private final Discrete joining;
  private final double[] lateShare;
  private final double[] studentShare;
  private final double[] topShare;
  private final double[] currentAccountShare;
  private final List<String> ageTexts;
  private final Discrete studentAges;
  private final Discrete otherAges;
  private final List<String> countries;
  private final Discrete foreignCountries;
  private final double residentShare;
  private final Channels channels = new Channels();
  private final Provinces provinces = new Provinces();
  private final Incomes incomes;

  Population(long seed) {
    this.seed = seed;
    places = new Permutation(Randomness.mix(seed), REAL_CUSTOMERS);
    Table months = Table.read("joining.csv");
    joiningMonths = months.texts("month");
    joining = new Discrete(months.numbers("customers"));
    lateShare = months.numbers("late_share");
    studentShare = months.numbers("student_share");
    topShare = months.numbers("top_share");
    currentAccountShare = months.numbers("current_account_share");
    Table ages = Table.read("ages.csv");
    ageTexts = ages.texts("age");
    double[] rows = ages.numbers("rows");
    double[] students = ages.numbers("student_rows");
    double[] others = rows.clone();
    for (int i = 0; i < rows.length; i++) {
      others[i] -= students[i];
    }
    studentAges = new Discrete(students);
    otherAges = new Discrete(others);
    Table countryTable = Table.read("countries.csv");
    countries = countryTable.texts("country");
    double[] countryRows = countryTable.numbers("rows");
    double residents = countryRows[0];
    double all = 0;
    for (double n : countryRows) {
      all += n;
    }
    residentShare = residents / all;
    countryRows[0] = 0;
    foreignCountries = new Discrete(countryRows);
    incomes = new Incomes(seed, provinces);
  }

  /** The customer of an index from 0; the same for the same seed, whatever else is drawn. */
  Customer customer(long index) {
    SplittableRandom random = Randomness.stream(seed, index, Randomness.Purpose.PROFILE);
    long bank = index / REAL_CUSTOMERS;
    long place = places.apply(index % REAL_CUSTOMERS);
    double share = (place + 0.5) / REAL_CUSTOMERS;
    int row = joining.quantile(share);
    LocalDate joined = joiningDate(row, joining.within(share));
    SnapshotMonth month = SnapshotMonth.parse(joiningMonths.get(row));
    Cohort cohort = cohort(month, lateShare[row], random.nextDouble());
    int firstMonth =
        switch (cohort) {
          case FOUNDING -> 0;
          case LATE -> Panel.EXTRACT_MONTH;
          case JOINER -> Panel.number(month);
        };
    Segment segment = segment(row, cohort, random.nextDouble());
    double tenureScore = Normal.quantile(1 - share);
    int age = age(segment, tenureScore, random);
    LocalDate born = MIDDLE.minusYears(age).minusDays(random.nextInt(365));
    if (born.isAfter(joined)) {
      // An account cannot be older than its holder.
      born = joined.minusDays(random.nextInt(3 * 365));
    }
    int tenure = Customer.months(joined, REFERENCE);
    boolean male = random.nextDouble() < maleShare(segment);
    boolean resident = random.nextDouble() < residentShare;
    String country =
        resident ? "ES" : countries.get(foreignCountries.quantile(random.nextDouble()));
    int province = resident ? provinces.sample(tenure, random.nextDouble()) : -1;
    boolean foreigner = random.nextDouble() < (resident ? 0.0435 : 0.85);
    Incomes.Income income = incomes.income(index, province, segment, male, random);
    double engagement = random.nextGaussian();
    double wealth = 0.8 * income.relative() + 0.6 * random.nextGaussian();
    String channel = channels.sample(segment, joined, cohort, random);
    boolean changes = random.nextDouble() < 0.0275;
    int laterFrom = changes ? 1 + random.nextInt(Panel.MONTHS - 1) : Panel.MONTHS;
    int unsegmented =
        cohort == Cohort.JOINER && firstMonth >= Panel.EXTRACT_MONTH ? geometric(random, 0.42) : 0;
    String employee = employee(segment, random.nextDouble());
    boolean deceased = random.nextDouble() < deathShare(age);
    boolean lostSeniority = random.nextDouble() < 4e-6;
    boolean rejoined = tenure > 24 && random.nextDouble() < 0.035;
    LocalDate seniorityFrom = rejoined ? joined.plusMonths(random.nextInt(tenure - 6)) : joined;
    boolean profileMissing = cohort == Cohort.FOUNDING && random.nextDouble() < PROFILE_MISSING;
    int payrollMissingUntil =
        cohort == Cohort.FOUNDING && random.nextDouble() < 0.005
            ? 1 + random.nextInt(Panel.EXTRACT_MONTH + 3)
            : 0;
    return new Customer(
        FIRST_NUMBER + (long) (place * NUMBER_STEP) + bank * NUMBERS_PER_BANK,
        cohort,
        firstMonth,
        joined,
        seniorityFrom,
        born,
        segment,
        laterSegment(segment, random.nextDouble()),
        laterFrom,
        firstMonth + unsegmented,
        random.nextDouble() < 5e-6 ? "" : male ? "V" : "H",
        country,
        province,
        foreigner,
        employee,
        spouse(employee, random.nextDouble()),
        channel,
        deceased,
        random.nextDouble() < 0.2047 ? "" : income.text(),
        lostSeniority,
        profileMissing,
        Math.min(payrollMissingUntil, Panel.EXTRACT_MONTH),
        currentAccountShare[row],
        engagement,
        wealth);
  }

  Provinces provinces() {
    return provinces;
  }

  /** A day between the 29th of the month before and the 28th: then the month is the first one. */
  private LocalDate joiningDate(int row, double within) {
    SnapshotMonth month = SnapshotMonth.parse(joiningMonths.get(row));
    LocalDate last = LocalDate.of(month.year(), month.calendarMonth(), Panel.SNAPSHOT_DAY);
    LocalDate before = last.minusMonths(1);
    int days = (int) (last.toEpochDay() - before.toEpochDay());
    return before.plusDays(1 + (int) (within * days));
  }

  private static Cohort cohort(SnapshotMonth joined, double lateShare, double draw) {
    if (Panel.number(joined) > 0) {
      return Cohort.JOINER;
    }
    return draw < lateShare ? Cohort.LATE : Cohort.FOUNDING;
  }

  private Segment segment(int row, Cohort cohort, double draw) {
    double students = studentShare[row];
    double top = cohort == Cohort.LATE ? topShare[row] * 0.1 : topShare[row];
    if (draw < students) {
      return Segment.STUDENT;
    }
    return draw < students + top ? Segment.TOP : Segment.INDIVIDUAL;
  }

  private static Segment laterSegment(Segment segment, double draw) {
    return switch (segment) {
      case STUDENT, TOP -> Segment.INDIVIDUAL;
      case INDIVIDUAL -> draw < 0.6 ? Segment.TOP : Segment.STUDENT;
    };
  }

  private int age(Segment segment, double tenureScore, SplittableRandom random) {
    double noise = random.nextGaussian();
    return switch (segment) {
      case STUDENT -> {
        double score = 0.6 * (tenureScore + 0.55) * 2 + 0.8 * noise;
        yield Integer.parseInt(ageTexts.get(studentAges.quantile(Normal.share(score))));
      }
      case INDIVIDUAL, TOP -> {
        double rho = AGE_TENURE_CORRELATION;
        double shift = segment == Segment.TOP ? 0.35 : 0;
        double score = rho * (tenureScore - 0.45) + Math.sqrt(1 - rho * rho) * noise + shift;
        yield Integer.parseInt(ageTexts.get(otherAges.quantile(Normal.share(score))));
      }
    };
  }

  private static double maleShare(Segment segment) {
    return switch (segment) {
      case TOP -> 0.640;
      case INDIVIDUAL -> 0.6063;
      case STUDENT -> 0.4367;
    };
  }

  private static double deathShare(int age) {
    return age < 60 ? 0.001 : age < 75 ? 0.006 : 0.027;
  }

  private static String employee(Segment segment, double draw) {
    if (segment == Segment.STUDENT) {
      return "N";
    }
    // Shares among those who are no students.
    if (draw < 0.00041) {
      return "B";
    }
    if (draw < 0.00070) {
      return "F";
    }
    if (draw < 0.00099) {
      return "A";
    }
    return draw < 0.000992 ? "S" : "N";
  }

  private static String spouse(String employee, double draw) {
    return switch (employee) {
      case "A" -> draw < 0.72 ? "N" : "";
      case "S" -> "S";
      default -> "";
    };
  }

  /** The number of failures before a success. */
  private static int geometric(SplittableRandom random, double success) {
    int failures = 0;
    while (failures < Panel.MONTHS && random.nextDouble() >= success) {
      failures++;
    }
    return failures;
  }
}

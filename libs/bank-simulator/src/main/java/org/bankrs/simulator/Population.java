package org.bankrs.simulator;

import java.time.LocalDate;
import java.util.SplittableRandom;

/** Draws customers. Thread-safe. */
final class Population {
  /** Leavers of 2015-01 to 2015-05 have no profile: 7,340 of the 625,457 of the first month. */
  private static final double PROFILE_MISSING = 0.01174;

  /** The published ages are those of all rows, so that they hold in the panel's middle. */
  private static final LocalDate MIDDLE = LocalDate.of(2015, 10, 28);

  private static final LocalDate EXTRACT = Panel.snapshot(Panel.EXTRACT_MONTH);
  private static final int DAYS_OF_YEAR = 365;

  private final long seed;
  private final Joinings joinings;
  private final Ages ages = new Ages();
  private final Residences residences = new Residences();
  private final Channels channels = new Channels();
  private final Incomes incomes;

  Population(long seed) {
    this.seed = seed;
    joinings = new Joinings(seed);
    incomes = new Incomes(residences);
  }

  Residences residences() {
    return residences;
  }

  /** The customer of an index from 0; the same for the same seed, whatever else is drawn. */
  Customer customer(long index) {
    SplittableRandom random = Randomness.stream(seed, index, Randomness.Purpose.PROFILE);
    Joinings.Place place = joinings.place(index);
    Customer.Joining joining = joining(place, random);
    Customer.Relation relation = relation(place, joining, random);
    int tenure = Months.between(joining.date(), EXTRACT);
    Residences.Residence residence = residences.residence(tenure, random);
    boolean male = random.nextDouble() < maleShare(relation.segment());
    Incomes.Income income = incomes.income(residence.province(), relation.segment(), male, random);
    int age = ages.age(relation.segment(), place.score(), random.nextGaussian());
    Customer.Person person =
        new Customer.Person(
            born(age, joining.date(), random),
            sex(male, random.nextDouble()),
            residence.country(),
            residence.province(),
            random.nextDouble() < (residence.country().equals("ES") ? 0.0435 : 0.85),
            random.nextDouble() < deathShare(age),
            random.nextDouble() < 0.2047 ? "" : income.text());
    double engagement = random.nextGaussian();
    double wealth = 0.8 * income.relative() + 0.6 * random.nextGaussian();
    return new Customer(
        place.number(),
        joining,
        person,
        relation,
        gaps(joining, random),
        new Customer.Traits(engagement, wealth));
  }

  private Customer.Joining joining(Joinings.Place place, SplittableRandom random) {
    Cohort cohort = joinings.cohort(place, random.nextDouble());
    int tenure = Months.between(place.date(), EXTRACT);
    boolean cameBack = tenure > 24 && random.nextDouble() < 0.035;
    return new Customer.Joining(
        cohort,
        joinings.firstMonth(place, cohort),
        place.date(),
        cameBack ? place.date().plusMonths(random.nextInt(tenure - 6)) : place.date(),
        joinings.currentAccountShare(place));
  }

  private Customer.Relation relation(
      Joinings.Place place, Customer.Joining joining, SplittableRandom random) {
    double topShare = joinings.topShare(place) * (joining.cohort() == Cohort.LATE ? 0.1 : 1);
    Segment segment = segment(joinings.studentShare(place), topShare, random.nextDouble());
    boolean changes = random.nextDouble() < 0.0275;
    String employee = employee(segment, random.nextDouble());
    return new Customer.Relation(
        segment,
        laterSegment(segment, random.nextDouble()),
        changes ? 1 + random.nextInt(Panel.MONTHS - 1) : Panel.MONTHS,
        channels.sample(segment, joining.date(), joining.cohort(), random),
        employee,
        spouse(employee, random.nextDouble()));
  }

  private static Customer.Gaps gaps(Customer.Joining joining, SplittableRandom random) {
    boolean founding = joining.cohort() == Cohort.FOUNDING;
    boolean newToSegments =
        joining.cohort() == Cohort.JOINER && joining.firstMonth() >= Panel.EXTRACT_MONTH;
    boolean payrollMissing = founding && random.nextDouble() < 0.005;
    int payrollFrom = 1 + random.nextInt(Panel.EXTRACT_MONTH + 3);
    return new Customer.Gaps(
        newToSegments ? joining.firstMonth() + failures(random, 0.42) : 0,
        payrollMissing ? Math.min(payrollFrom, Panel.EXTRACT_MONTH) : 0,
        random.nextDouble() < 4e-6,
        founding && random.nextDouble() < PROFILE_MISSING);
  }

  private static Segment segment(double studentShare, double topShare, double draw) {
    if (draw < studentShare) {
      return Segment.STUDENT;
    }
    return draw < studentShare + topShare ? Segment.TOP : Segment.INDIVIDUAL;
  }

  private static Segment laterSegment(Segment segment, double draw) {
    return switch (segment) {
      case STUDENT, TOP -> Segment.INDIVIDUAL;
      case INDIVIDUAL -> draw < 0.6 ? Segment.TOP : Segment.STUDENT;
    };
  }

  private static double maleShare(Segment segment) {
    return switch (segment) {
      case TOP -> 0.640;
      case INDIVIDUAL -> 0.6063;
      case STUDENT -> 0.4367;
    };
  }

  private static String sex(boolean male, double draw) {
    if (draw < 5e-6) {
      return "";
    }
    return male ? "V" : "H";
  }

  private static LocalDate born(int age, LocalDate joined, SplittableRandom random) {
    LocalDate born = MIDDLE.minusYears(age).minusDays(random.nextInt(DAYS_OF_YEAR));
    // An account is never older than its holder: then it was opened for a small child.
    LocalDate youngest = joined.minusYears(2);
    return born.isAfter(youngest) ? youngest.minusDays(random.nextInt(2 * DAYS_OF_YEAR)) : born;
  }

  private static double deathShare(int age) {
    if (age < 60) {
      return 0.001;
    }
    return age < 75 ? 0.006 : 0.027;
  }

  /** B, F, A and S are the shares published, among those who are no students. */
  private static String employee(Segment segment, double draw) {
    if (segment == Segment.STUDENT || draw >= 0.000992) {
      return "N";
    }
    if (draw < 0.00041) {
      return "B";
    }
    if (draw < 0.00070) {
      return "F";
    }
    return draw < 0.00099 ? "A" : "S";
  }

  private static String spouse(String employee, double draw) {
    return switch (employee) {
      case "A" -> draw < 0.72 ? "N" : "";
      case "S" -> "S";
      default -> "";
    };
  }

  /** The number of failures before the first success. */
  private static int failures(SplittableRandom random, double success) {
    int failures = 0;
    while (failures < Panel.MONTHS && random.nextDouble() >= success) {
      failures++;
    }
    return failures;
  }
}

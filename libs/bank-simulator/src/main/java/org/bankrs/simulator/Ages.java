package org.bankrs.simulator;

/**
 * Ages in the middle of the panel, by segment; who joined earlier is older. Students' and all
 * others' ages together are distributed as published. Thread-safe.
 */
final class Ages {
  private static final double STUDENT_CORRELATION = 0.83;
  private static final double OTHER_CORRELATION = 0.45;

  // Mean and deviation of the students' scores of joining, mean of the others'.
  private static final double STUDENT_MEAN = -0.55;
  private static final double STUDENT_DEVIATION = 0.55;
  private static final double OTHER_MEAN = 0.45;
  private static final double TOP_SHIFT = 0.35;

  private final double[] ages;
  private final Discrete students;
  private final Discrete others;

  Ages() {
    Table table = Table.read("ages.csv");
    ages = table.numbers("age");
    double[] studentRows = table.numbers("student_rows");
    double[] otherRows = table.numbers("rows");
    for (int i = 0; i < otherRows.length; i++) {
      otherRows[i] -= studentRows[i];
    }
    students = new Discrete(studentRows);
    others = new Discrete(otherRows);
  }

  /**
   * An age in years.
   *
   * @param joiningScore how long ago the customer joined, see {@link Joinings.Place#score}
   * @param noise a standard normal draw
   */
  int age(Segment segment, double joiningScore, double noise) {
    return switch (segment) {
      case STUDENT -> {
        double joining = (joiningScore - STUDENT_MEAN) / STUDENT_DEVIATION;
        yield quantile(students, mixed(STUDENT_CORRELATION, joining, noise));
      }
      case INDIVIDUAL ->
          quantile(others, mixed(OTHER_CORRELATION, joiningScore - OTHER_MEAN, noise));
      case TOP ->
          quantile(others, mixed(OTHER_CORRELATION, joiningScore - OTHER_MEAN, noise) + TOP_SHIFT);
    };
  }

  private static double mixed(double correlation, double score, double noise) {
    return correlation * score + Math.sqrt(1 - correlation * correlation) * noise;
  }

  private int quantile(Discrete distribution, double score) {
    return (int) ages[distribution.quantile(Normal.share(score))];
  }
}

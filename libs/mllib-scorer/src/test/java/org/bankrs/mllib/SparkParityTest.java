package org.bankrs.mllib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fixture gets Spark's own answers. */
class SparkParityTest {

  private static final double TOLERANCE = 1e-12;

  static Stream<SparkFixture> fixtures() {
    return SparkFixture.all();
  }

  static Stream<SparkFixture> writtenByHand() {
    return fixtures().filter(fixture -> !fixture.toString().startsWith("random"));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void answersAsSparkDoes(SparkFixture fixture) {
    PipelineScorer scorer = PipelineScorer.load(fixture.pipeline());
    InputRow row = scorer.newRow();
    int classifiers = scorer.classifiers().size();
    double[] probabilities = new double[classifiers];
    boolean[] decisions = new boolean[classifiers];
    int equal = 0;
    int all = 0;
    for (SparkFixture.Line line : fixture.lines()) {
      SparkFixture.fill(scorer, row, line.row());
      String outcome = outcome(scorer, row, probabilities, decisions);
      assertThat(outcome).as("outcome of %s", line).isEqualTo(line.outcome());
      if (!outcome.equals("scored")) {
        continue;
      }
      for (int k = 0; k < classifiers; k++) {
        Double probability = line.probabilities().get(k);
        if (probability != null) {
          if (!Double.isNaN(probability) || !Double.isNaN(probabilities[k])) {
            assertThat(probabilities[k])
                .as("probability of %s in %s", scorer.classifiers().get(k), line)
                .isCloseTo(probability, within(TOLERANCE));
          }
          equal += probabilities[k] == probability ? 1 : 0;
          all++;
        }
        Double prediction = line.predictions().get(k);
        if (prediction != null) {
          assertThat(decisions[k] ? 1.0 : 0.0)
              .as("decision of %s in %s", scorer.classifiers().get(k), line)
              .isEqualTo(prediction);
        }
      }
    }
    System.out.printf("%s: %d of %d probabilities equal to the last bit%n", fixture, equal, all);
  }

  /** Scored together rows get the answers that they get one by one, to the last bit. */
  @ParameterizedTest
  @MethodSource("fixtures")
  void scoresManyRowsAsOne(SparkFixture fixture) {
    PipelineScorer scorer = PipelineScorer.load(fixture.pipeline());
    int classifiers = scorer.classifiers().size();
    double[] probabilities = new double[classifiers];
    boolean[] decisions = new boolean[classifiers];
    List<InputRow> rows = new ArrayList<>();
    for (SparkFixture.Line line : fixture.lines()) {
      InputRow row = scorer.newRow();
      SparkFixture.fill(scorer, row, line.row());
      rows.add(row);
    }
    BatchScores scores = scorer.score(rows);
    assertThat(scores.size()).isEqualTo(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String outcome = outcome(scorer, rows.get(i), probabilities, decisions);
      boolean scored = outcome.equals("scored");
      assertThat(scores.refusal(i).isEmpty()).as("row %d", i).isEqualTo(scored);
      for (int k = 0; k < classifiers; k++) {
        assertThat(scores.probability(i, k))
            .as("row %d, classifier %d", i, k)
            .isEqualTo(Double.valueOf(scored ? probabilities[k] : Double.NaN));
        assertThat(scores.decision(i, k)).isEqualTo(scored && decisions[k]);
      }
    }
  }

  private static String outcome(
      PipelineScorer scorer, InputRow row, double[] probabilities, boolean[] decisions) {
    try {
      scorer.score(row, probabilities, decisions);
      return "scored";
    } catch (ScoringException e) {
      return switch (e.outcome()) {
        case REFUSED -> "refused";
        case SKIPPED -> "skipped";
      };
    }
  }

  /** What is compared must be worth it: rows that differ, and both decisions. */
  @ParameterizedTest
  @MethodSource("writtenByHand")
  void fixturesHaveDifferentAnswers(SparkFixture fixture) {
    List<Double> predictions = new ArrayList<>();
    fixture.lines().forEach(line -> predictions.addAll(line.predictions()));
    assertThat(predictions).contains(0.0, 1.0);
  }
}

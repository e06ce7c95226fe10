package org.bankrs.mllib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bankrs.mllib.ScoringException.Outcome;
import org.junit.jupiter.api.Test;

/** What a user of the library relies on besides the answers themselves. */
class PipelineScorerTest {

  private static final SparkFixture FULL = SparkFixture.named("full");

  @Test
  void saysWhatItNeedsAndWhatItAnswers() {
    PipelineScorer scorer = PipelineScorer.load(FULL.pipeline());
    assertThat(scorer.inputs())
        .hasSize(46)
        .startsWith(new InputColumn("number_0", InputType.NUMBER))
        .endsWith(new InputColumn("text_15", InputType.TEXT));
    assertThat(scorer.classifiers())
        .hasSize(4)
        .startsWith(new Classifier("probability_0", "prediction_0", OptionalDouble.of(0.2)));
    assertThat(scorer.categories("text_2")).containsExactlyInAnyOrder("v0", "v1");
    assertThat(scorer.categories("number_0")).isEmpty();
    assertThat(scorer.categories("nothing")).isEmpty();
  }

  @Test
  void rowStartsMissingAndIsUsedAgain() {
    PipelineScorer scorer = PipelineScorer.load(FULL.pipeline());
    InputRow row = scorer.newRow();
    String missing = score(scorer, row);
    int number = row.indexOf("number_0");
    int text = row.indexOf("text_10");
    row.setNumber(number, 12);
    row.setText(text, "v0");
    String filled = score(scorer, row);
    assertThat(filled).isNotEqualTo(missing);
    assertThat(score(scorer, row)).as("scoring leaves the row as it is").isEqualTo(filled);
    row.setNumber(number, Double.NaN);
    row.setMissing(text);
    assertThat(score(scorer, row)).isEqualTo(missing);
    row.setText(text, "v1");
    row.setNumber(number, -3);
    row.clear();
    assertThat(score(scorer, row)).isEqualTo(missing);
  }

  @Test
  void refusesWhatDoesNotFit() {
    PipelineScorer scorer = PipelineScorer.load(FULL.pipeline());
    InputRow row = scorer.newRow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row.indexOf("nothing"))
        .withMessageContainingAll("'nothing'", "number_0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row.setText(row.indexOf("number_0"), "1"))
        .withMessageContainingAll("number_0", "not a TEXT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> row.setNumber(row.indexOf("text_0"), 1))
        .withMessageContainingAll("text_0", "not a NUMBER");
    assertThatIllegalArgumentException().isThrownBy(() -> row.setNumber(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> row.setMissing(46));
    assertThatNullPointerException()
        .isThrownBy(() -> row.setText(row.indexOf("text_0"), null))
        .withMessageContaining("text_0");
    InputRow other = PipelineScorer.load(FULL.pipeline()).newRow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> score(scorer, other))
        .withMessageContaining("another scorer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorer.score(List.of(row, other)))
        .withMessageContaining("another scorer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorer.score(List.of(row, row)))
        .withMessageContaining("twice");
    assertThat(scorer.score(List.of()).size()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorer.score(row, new double[3], new boolean[4]))
        .withMessageContaining("3 and 4 for 4 classifiers");
  }

  @Test
  void namesTheColumnThatSparkWouldRefuse() {
    PipelineScorer refusing = PipelineScorer.load(SparkFixture.named("indexer-error").pipeline());
    InputRow row = refusing.newRow();
    row.setText(row.indexOf("text_0"), "v0");
    row.setText(row.indexOf("text_1"), "never seen");
    ScoringException refused =
        catchThrowableOfType(ScoringException.class, () -> score(refusing, row));
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.column()).isEqualTo("text_1");
    assertThat(refused).hasMessageContainingAll("text_1", "never seen", "handleInvalid=error");

    PipelineScorer skipping = PipelineScorer.load(SparkFixture.named("assembler-skip").pipeline());
    ScoringException skipped =
        catchThrowableOfType(ScoringException.class, () -> score(skipping, skipping.newRow()));
    assertThat(skipped.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(skipped.column()).isEqualTo("number_0");
    assertThat(skipped).hasMessageContainingAll("number_0", "missing", "handleInvalid=skip");
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    PipelineScorer scorer = PipelineScorer.load(FULL.pipeline());
    List<SparkFixture.Line> lines = FULL.lines();
    List<String> expected = scoreAll(scorer, lines);
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      Callable<List<String>> task =
          () -> {
            List<String> answers = List.of();
            for (int round = 0; round < 5; round++) {
              answers = scoreAll(scorer, lines);
              if (!answers.equals(expected)) {
                break;
              }
            }
            return answers;
          };
      for (Future<List<String>> answers : executor.invokeAll(List.of(task, task, task, task))) {
        assertThat(answers.get()).isEqualTo(expected);
      }
    }
  }

  private static List<String> scoreAll(PipelineScorer scorer, List<SparkFixture.Line> lines) {
    InputRow row = scorer.newRow();
    List<String> answers = new ArrayList<>();
    for (SparkFixture.Line line : lines) {
      SparkFixture.fill(scorer, row, line.row());
      answers.add(score(scorer, row));
    }
    return answers;
  }

  private static String score(PipelineScorer scorer, InputRow row) {
    double[] probabilities = new double[scorer.classifiers().size()];
    boolean[] decisions = new boolean[probabilities.length];
    scorer.score(row, probabilities, decisions);
    return Arrays.toString(probabilities) + Arrays.toString(decisions);
  }
}

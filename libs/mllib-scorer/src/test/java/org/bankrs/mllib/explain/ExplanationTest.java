package org.bankrs.mllib.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.bankrs.mllib.InputColumn;
import org.bankrs.mllib.InputRow;
import org.bankrs.mllib.PipelineScorer;
import org.bankrs.mllib.ScoringException;
import org.bankrs.mllib.SparkFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Explanations of pipelines that Spark saved. */
class ExplanationTest {

  private static final int ROWS = 25;

  static Stream<SparkFixture> fixtures() {
    return SparkFixture.all()
        .filter(fixture -> !fixture.toString().equals("stacked"))
        .filter(fixture -> !fixture.toString().matches("(kernel|random|other).*"));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void contributionsAddUpToTheMargin(SparkFixture fixture) {
    PipelineScorer scorer = PipelineScorer.load(fixture.pipeline());
    InputRow row = scorer.newRow();
    int explained = 0;
    for (SparkFixture.Line line : fixture.lines().stream().limit(ROWS).toList()) {
      SparkFixture.fill(scorer, row, line.row());
      if (!line.outcome().equals("scored")) {
        assertThat(catchThrowable(() -> scorer.explain(row, 0)))
            .isInstanceOf(ScoringException.class);
        continue;
      }
      for (int k = 0; k < scorer.classifiers().size(); k++) {
        Explanation explanation = scorer.explain(row, k);
        assertThat(explanation.contributions())
            .extracting(Contribution::column)
            .containsExactlyElementsOf(scorer.inputs().stream().map(InputColumn::name).toList());
        double sum =
            explanation.expectedMargin()
                + explanation.contributions().stream().mapToDouble(Contribution::value).sum();
        assertThat(sum).as("%s", line).isCloseTo(explanation.margin(), within(1e-9));
        Double probability = line.probabilities().get(k);
        if (probability != null) {
          assertThat(1 / (1 + Math.exp(-2 * explanation.margin())))
              .isCloseTo(probability, within(1e-12));
        }
        explained++;
      }
    }
    assertThat(explained).isPositive();
  }

  @Test
  void theSameColumnsMatterAsInTheTrees() {
    SparkFixture fixture = SparkFixture.named("plain");
    PipelineScorer scorer = PipelineScorer.load(fixture.pipeline());
    InputRow row = scorer.newRow();
    SparkFixture.fill(scorer, row, fixture.lines().get(0).row());
    Explanation explanation = scorer.explain(row, 0);
    List<Contribution> strongest = explanation.strongest(3);
    assertThat(strongest).hasSize(3).allMatch(contribution -> contribution.value() != 0);
    assertThat(Math.abs(strongest.get(0).value()))
        .isGreaterThanOrEqualTo(Math.abs(strongest.get(1).value()));
    assertThat(explanation.strongest(100)).hasSizeLessThanOrEqualTo(scorer.inputs().size());
  }

  @Test
  void refusesWhatCannotBeToldApart() {
    PipelineScorer scorer = PipelineScorer.load(SparkFixture.named("stacked").pipeline());
    InputRow row = scorer.newRow();
    for (InputColumn input : scorer.inputs()) {
      row.setNumber(row.indexOf(input.name()), 0);
    }
    assertThat(scorer.explain(row, 0).contributions()).isNotEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorer.explain(row, 1))
        .withMessageContainingAll("'prediction'", "'features'", "one raw column");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scorer.explain(row, 2))
        .withMessageContaining("the pipeline has 2");
    PipelineScorer others = PipelineScorer.load(SparkFixture.named("other-classifiers").pipeline());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> others.explain(others.newRow(), 0))
        .withMessageContaining("not of gradient-boosted trees");
  }
}

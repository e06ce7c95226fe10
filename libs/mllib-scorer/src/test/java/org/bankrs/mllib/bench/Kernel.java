package org.bankrs.mllib.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.bankrs.mllib.BatchScores;
import org.bankrs.mllib.InputColumn;
import org.bankrs.mllib.InputRow;
import org.bankrs.mllib.InputType;
import org.bankrs.mllib.PipelineScorer;
import org.bankrs.mllib.SparkFixture;

/**
 * What is measured: a pipeline with 24 classifiers of full trees of depth 5, and typed values of
 * 1,000 rows of 47 columns. Not thread-safe.
 */
final class Kernel {

  private final PipelineScorer scorer;
  private final double[][] numbers;
  private final String[][] texts;
  private final InputRow row;
  private final List<InputRow> batch;
  private final double[] probabilities;
  private final boolean[] decisions;

  private Kernel(PipelineScorer scorer, List<SparkFixture.Line> lines) {
    this.scorer = scorer;
    int columns = scorer.inputs().size();
    numbers = new double[lines.size()][columns];
    texts = new String[lines.size()][columns];
    for (int i = 0; i < lines.size(); i++) {
      read(lines.get(i).row(), numbers[i], texts[i]);
    }
    row = scorer.newRow();
    batch = Stream.generate(scorer::newRow).limit(lines.size()).toList();
    probabilities = new double[scorer.classifiers().size()];
    decisions = new boolean[probabilities.length];
  }

  /** A fixture's pipeline and rows. */
  static Kernel of(SparkFixture fixture) {
    return new Kernel(PipelineScorer.load(fixture.pipeline()), fixture.lines());
  }

  private void read(JsonNode json, double[] numbers, String[] texts) {
    for (int i = 0; i < numbers.length; i++) {
      InputColumn input = scorer.inputs().get(i);
      JsonNode value = json.path(input.name());
      if (input.type() == InputType.TEXT) {
        texts[i] = value.isMissingNode() ? null : value.textValue();
      } else {
        numbers[i] =
            value.isMissingNode()
                ? Double.NaN
                : value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
      }
    }
  }

  int rows() {
    return numbers.length;
  }

  /** Fills a row with one row's values, as a service does, and scores it. */
  double[] score(int index) {
    fill(row, index);
    scorer.score(row, probabilities, decisions);
    return probabilities;
  }

  private void fill(InputRow row, int index) {
    double[] rowNumbers = numbers[index];
    String[] rowTexts = texts[index];
    for (int i = 0; i < rowNumbers.length; i++) {
      if (scorer.inputs().get(i).type() == InputType.NUMBER) {
        row.setNumber(i, rowNumbers[i]);
      } else if (rowTexts[i] == null) {
        row.setMissing(i);
      } else {
        row.setText(i, rowTexts[i]);
      }
    }
  }

  /** The sum of all rows' {@link #part}, each row scored by itself. */
  double checksum() {
    double sum = 0;
    for (int i = 0; i < rows(); i++) {
      sum += part(i, score(i));
    }
    return sum;
  }

  /** Fills all rows and scores them together. */
  BatchScores scoreBatch() {
    for (int i = 0; i < rows(); i++) {
      fill(batch.get(i), i);
    }
    return scorer.score(batch);
  }

  /** The same as {@link #checksum}, of rows that were scored together. */
  double checksum(BatchScores scores) {
    double sum = 0;
    for (int i = 0; i < scores.size(); i++) {
      for (int k = 0; k < probabilities.length; k++) {
        probabilities[k] = scores.probability(i, k);
      }
      sum += part(i, probabilities);
    }
    return sum;
  }

  /** A row's probabilities, each multiplied with another number. */
  static double part(int row, double[] probabilities) {
    double sum = 0;
    for (int k = 0; k < probabilities.length; k++) {
      sum += (1 + row % 7 + 0.25 * k) * probabilities[k];
    }
    return sum;
  }
}

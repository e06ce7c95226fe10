package org.bankrs.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bankrs.mllib.InputColumn;
import org.bankrs.mllib.InputRow;
import org.bankrs.mllib.InputType;
import org.bankrs.mllib.PipelineScorer;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Feature;
import org.bankrs.schema.FeatureRow;
import org.bankrs.schema.Features;
import org.bankrs.schema.History;
import org.bankrs.schema.HistoryFeatures;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.schema.RowCleaner;
import org.bankrs.testservices.FixtureFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every raw row gets Spark's probabilities and decisions, with its customer's earlier months or
 * without. The rows, simulated and many of them spoilt, and Spark's answers were made by
 * spark-job's SparkAnswers.
 */
@Tag("long")
class ParityTest {
  private static final Path PIPELINE =
      FixtureFolder.of("bundles/history").resolve("bundle").resolve("pipeline");
  private static final Path ANSWERS = FixtureFolder.of("bundles/parity").resolve("answers.bin");
  private static final double TOLERANCE = 1e-12;
  private static final int PRODUCTS = Product.ALL.size();

  private final PipelineScorer scorer = PipelineScorer.load(PIPELINE);
  private final int[] classifierOfProduct =
      Product.ALL.stream()
          .mapToInt(
              product ->
                  scorer.classifiers().stream()
                      .map(classifier -> classifier.probabilityColumn())
                      .toList()
                      .indexOf("probability_" + product.code()))
          .toArray();
  private final InputRow row = scorer.newRow();
  private final double[] probabilities = new double[PRODUCTS];
  private final boolean[] decisions = new boolean[PRODUCTS];
  private final List<CustomerMonth> months = new ArrayList<>();

  private String customer = "";
  private int rows;
  private int rowsWithHistory;
  private long equal;
  private long recommended;
  private int differentDecisions;
  private double largest;

  @Test
  void answersAsSparkDoes() throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(ANSWERS)))) {
      while (in.readBoolean()) {
        compare(in);
      }
    }
    System.out.printf(
        "parity: %,d rows, %,d of them with earlier months, %,d probabilities, %.4f %% equal to the"
            + " last bit, largest difference %s, different decisions %d%n",
        rows,
        rowsWithHistory,
        rows * (long) PRODUCTS,
        100.0 * equal / rows / PRODUCTS,
        largest,
        differentDecisions);
    assertThat(rows).isEqualTo(Integer.getInteger("parity.rows", 20_000));
    assertThat(largest).isLessThanOrEqualTo(TOLERANCE);
    assertThat(differentDecisions).isZero();
    assertThat(rowsWithHistory).isGreaterThan(rows / 3);
    assertThat(recommended).as("decisions both ways").isBetween(1L, rows * (long) PRODUCTS - 1);
  }

  private void compare(DataInputStream in) throws IOException {
    String[] raw = new String[RawSchema.NAMES.size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = in.readUTF();
    }
    String next = raw[ProfileColumn.CUSTOMER.ordinal()];
    if (!next.equals(customer)) {
      customer = next;
      months.clear();
    }
    months.add(RowCleaner.clean(position -> raw[position], problem -> {}));
    rowsWithHistory += months.size() > 1 ? 1 : 0;
    fill();
    scorer.score(row, probabilities, decisions);
    for (int k = 0; k < PRODUCTS; k++) {
      double expected = in.readDouble();
      double found = probabilities[classifierOfProduct[k]];
      equal += found == expected ? 1 : 0;
      // NaN would be no number to compare: the largest difference then becomes NaN and is refused.
      largest = Math.max(largest, Math.abs(found - expected));
    }
    for (int k = 0; k < PRODUCTS; k++) {
      boolean expected = in.readByte() == 1;
      recommended += expected ? 1 : 0;
      differentDecisions += decisions[classifierOfProduct[k]] == expected ? 0 : 1;
    }
    rows++;
  }

  private void fill() {
    FeatureRow features = Features.of(months);
    double[] history = HistoryFeatures.of(History.of(months));
    row.clear();
    List<InputColumn> inputs = scorer.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      int feature = find(Features.ALL, inputs.get(i));
      if (feature < 0) {
        row.setNumber(i, history[find(HistoryFeatures.ALL, inputs.get(i))]);
      } else if (inputs.get(i).type() == InputType.NUMBER) {
        row.setNumber(i, features.number(feature));
      } else if (!features.category(feature).isEmpty()) {
        row.setText(i, features.category(feature));
      }
    }
  }

  private static int find(List<Feature> features, InputColumn input) {
    for (int i = 0; i < features.size(); i++) {
      if (features.get(i).name().equals(input.name())) {
        return i;
      }
    }
    return -1;
  }
}

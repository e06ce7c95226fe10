package org.bankrs.job.train;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftright;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.Progress;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.source.Source;
import org.bankrs.schema.Product;
import org.junit.jupiter.api.Test;

/** The trainer on the rows of a small bank. */
class OnePassTrainerTest {
  private static final TrainOptions OPTIONS = new TrainOptions(5, 3, 0.3, 256, 10, 1, 2, 42);

  @Test
  void fitsCalibratedModelsOfProductsOftenAcquired() {
    try (Panel panel =
        Panel.read(
            SparkTest.session(),
            Source.of(TestBank.rawFile().toString(), Optional.empty(), Map.of()),
            Optional.empty(),
            2,
            Split.MIN_MONTHS)) {
      Split split = Split.of(panel.summary().labelledMonths());
      Dataset<Row> train = panel.labelledUpTo(split.lastTrain());
      PipelineModel preprocessing = Preprocessing.fit(train, false);
      Dataset<Row> prepared =
          preprocessing
              .transform(train)
              .select(col(Preprocessing.FEATURES), col(PanelSchema.HELD), col(PanelSchema.ACQUIRED))
              .cache();
      ProductModels models =
          ProductModels.fit(
              new OnePassTrainer(OPTIONS, 1, 0.5, 20_000, 0),
              prepared,
              panel.summary(),
              split,
              OPTIONS,
              new Progress(System.err));
      assertThat(models.models()).hasSize(24);
      assertThat(models.constant()).isNotEmpty().hasSizeLessThan(24);
      for (Product product : Product.ALL) {
        GBTClassificationModel model = models.models().get(product.ordinal());
        if (models.constant().contains(product)) {
          assertThat(model.getNumTrees()).as(product.code()).isEqualTo(1);
        } else {
          assertThat(model.getNumTrees()).as(product.code()).isBetween(2, 6);
          Row means =
              model
                  .transform(prepared.where(bit(PanelSchema.HELD, product).equalTo(0)))
                  .agg(
                      avg(
                          functions
                              .vector_to_array(
                                  col(ClassifierColumns.probability(product)), "float64")
                              .getItem(1)),
                      avg(bit(PanelSchema.ACQUIRED, product)))
                  .first();
          assertThat(means.getDouble(0))
              .as(product.code())
              .isCloseTo(means.getDouble(1), within(0.05 * means.getDouble(1)));
        }
      }
      prepared.unpersist();
    }
  }

  @Test
  void tellsItsOwnSettingsForTheRecord() {
    assertThat(new OnePassTrainer(OPTIONS, 2, 0.5, 9, 3).parameters())
        .isEqualTo(Map.of("lambda", 2.0, "min-hessian", 0.5, "sample-size", 9.0, "patience", 3.0));
  }

  @Test
  void refusesWhatItCannotDo() {
    TrainOptions deep = new TrainOptions(5, 20, 0.3, 256, 10, 1, 2, 42);
    assertThatThrownBy(() -> new OnePassTrainer(deep, 1, 1, 0, 0))
        .hasMessageContaining("--depth 20");
    assertThatThrownBy(() -> new OnePassTrainer(OPTIONS, -1, 1, 0, 0))
        .hasMessageContaining("--lambda");
  }

  private static Column bit(String column, Product product) {
    return shiftright(col(column), product.ordinal()).bitwiseAND(lit(1));
  }
}

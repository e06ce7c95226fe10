package org.bankrs.gbt.internal;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Training from rows to models: find thresholds, bin, grow. */
public final class Training {
  private final JavaSparkContext spark;
  private final JavaRDD<Row> rows;
  private final RowReader reader;
  private final boolean validates;
  private final Settings settings;
  private final RoundObserver observer;

  /**
   * A training.
   *
   * @param rows as the reader expects them; read several times
   * @param validates whether some of the rows are for validation
   */
  public Training(
      JavaSparkContext spark,
      JavaRDD<Row> rows,
      RowReader reader,
      boolean validates,
      Settings settings,
      RoundObserver observer) {
    this.spark = spark;
    this.rows = rows;
    this.reader = reader;
    this.validates = validates;
    this.settings = settings;
    this.observer = observer;
  }

  /**
   * Boosts by Newton steps; one model for each label.
   *
   * @param featureNames of all features
   * @param arity number of categories by feature, 0 for a continuous one
   */
  public List<GBTClassificationModel> newton(
      String[] featureNames, int[] arity, List<String> uids) {
    FeatureLayout layout = new FeatureLayout(featureNames, arity, thresholds(arity));
    JavaRDD<Shard> shards = shards(layout, settings.tracks());
    try {
      List<List<Tree>> trees = new NewtonTrainer(binned(shards, layout), settings, observer).fit();
      return IntStream.range(0, trees.size())
          .mapToObj(label -> SparkTrees.model(uids.get(label), trees.get(label), layout))
          .toList();
    } finally {
      shards.unpersist(false);
    }
  }

  /**
   * Boosts as MLlib does; one model for each label.
   *
   * @param featureNames of all features
   * @param arity number of categories by feature, 0 for a continuous one
   */
  public List<GBTClassificationModel> gradient(
      String[] featureNames, int[] arity, List<String> uids) {
    MllibBins bins = MllibBins.of(rows, reader, arity, settings);
    FeatureLayout layout = new FeatureLayout(featureNames, arity, bins.thresholds());
    JavaRDD<Shard> shards = shards(layout, Shard.Tracks.NODES);
    try {
      return new GradientTrainer(binned(shards, layout), bins, settings, observer).fit(uids);
    } finally {
      shards.unpersist(false);
    }
  }

  private BinnedRows binned(JavaRDD<Shard> shards, FeatureLayout layout) {
    return new BinnedRows(spark, shards, layout, reader.labels(), validates);
  }

  private double[][] thresholds(int[] arity) {
    int[] continuous = IntStream.range(0, arity.length).filter(f -> arity[f] == 0).toArray();
    double[][] thresholds = new double[arity.length][0];
    if (continuous.length > 0) {
      ValueSummary summary = ValueSummary.of(rows, reader, continuous);
      for (int i = 0; i < continuous.length; i++) {
        thresholds[continuous[i]] = summary.thresholds(i, settings.maxBins());
      }
    }
    return thresholds;
  }

  private JavaRDD<Shard> shards(FeatureLayout layout, Shard.Tracks tracks) {
    RowReader rowReader = reader;
    JavaRDD<Shard> shards =
        rows.mapPartitions(
                (Iterator<Row> part) -> List.of(shard(part, layout, rowReader, tracks)).iterator())
            .setName("binned rows")
            .persist(StorageLevel.MEMORY_AND_DISK());
    if (settings.checkpoints() && spark.sc().getCheckpointDir().isDefined()) {
      shards.checkpoint();
    }
    return shards;
  }

  private static Shard shard(
      Iterator<Row> rows, FeatureLayout layout, RowReader reader, Shard.Tracks tracks) {
    Shard.Builder builder = new Shard.Builder(layout, reader.labels(), tracks);
    while (rows.hasNext()) {
      Row row = rows.next();
      builder.add(
          reader.features(row).toArray(),
          reader.positive(row),
          reader.eligible(row),
          reader.weight(row),
          reader.validates(row));
    }
    return builder.build();
  }
}

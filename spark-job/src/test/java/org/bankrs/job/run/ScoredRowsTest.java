package org.bankrs.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.bankrs.job.RawCsv;
import org.bankrs.job.SparkTest;
import org.bankrs.job.TestBank;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.panel.PanelSchema;
import org.bankrs.job.source.Source;
import org.bankrs.job.train.ClassifierColumns;
import org.bankrs.job.train.HistoryUse;
import org.bankrs.job.train.ModelPipeline;
import org.bankrs.job.train.MonthChoice;
import org.bankrs.job.train.OnePassTrainer;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.schema.Product;
import org.bankrs.schema.ProfileColumn;
import org.bankrs.schema.RawSchema;
import org.bankrs.simulator.SimulatedRow;
import org.bankrs.simulator.Simulator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Lets Spark score simulated raw rows, many of them spoilt, for the module parity, which compares:
 * leaves the bundle and the answers in target/parity. Every second simulated customer keeps its
 * earlier months, the rows of the others stand alone. The number of rows is the system property
 * {@code parity.rows}.
 *
 * <p>Format of answers.bin: for each row a true, 48 raw texts, 24 probabilities, 24 decisions; then
 * a false. The rows of a customer lie side by side, the oldest first.
 */
@Tag("long")
class ScoredRowsTest {
  private static final int ROWS = Integer.getInteger("parity.rows", 100_000);
  private static final int CHUNK = 50_000;
  private static final long SEED = 2718;
  private static final int CUSTOMERS = 3000;
  private static final int MONTHS = 6;
  private static final TrainOptions OPTIONS = new TrainOptions(20, 5, 0.1, 256, 25, 2, 2, SEED);
  private static final Path FOLDER = Path.of("target", "parity").toAbsolutePath();

  private final Simulator simulator = new Simulator(SEED + 1);
  private final OddRows oddRows = new OddRows(SEED + 2);
  private long customers;
  private int numbers;

  @Test
  void writesAnAnswerForEveryRow() throws IOException {
    FileUtil.fullyDelete(FOLDER.toFile());
    Files.createDirectories(FOLDER);
    PipelineModel pipeline = train(FOLDER.resolve("bundle"));
    int written = 0;
    int[] decided = new int[2];
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(FOLDER.resolve("answers.bin"))))) {
      while (written < ROWS) {
        List<String[]> raw = rawRows(Math.min(CHUNK, ROWS - written));
        written += write(raw, pipeline, out, decided);
      }
      out.writeBoolean(false);
    }
    assertThat(written).isEqualTo(ROWS);
    assertThat(decided[0]).isPositive();
    assertThat(decided[1]).isPositive();
  }

  private static PipelineModel train(Path bundle) {
    Path rows = FOLDER.resolve("training.csv");
    RawCsv.write(rows, RawCsv.lines(SEED, CUSTOMERS, MONTHS));
    Training.run(
        SparkTest.session(),
        new TrainingRequest(
            Source.of(rows.toString(), Optional.empty(), Map.of()),
            bundle.toString(),
            Optional.empty(),
            "one-pass",
            new OnePassTrainer(OPTIONS, 1, 1, 0, 0),
            OPTIONS,
            MonthChoice.ALL,
            new HistoryUse(true, 0.2)),
        TestBank.silent());
    return Bundle.open(new Configuration(), bundle.toString()).pipeline();
  }

  /** Rows in the order of their customers' numbers, none of which comes again. */
  private List<String[]> rawRows(int count) {
    List<String[]> rows = new ArrayList<>();
    while (rows.size() < count) {
      boolean together = customers % 2 == 0;
      numbers++;
      for (SimulatedRow row : simulator.rows(customers++)) {
        numbers += together ? 0 : 1;
        rows.add(raw(row, numbers, together));
      }
    }
    return rows.subList(0, count);
  }

  private String[] raw(SimulatedRow row, int number, boolean keepsDate) {
    String[] texts = new String[RawSchema.NAMES.size()];
    for (int column = 0; column < texts.length; column++) {
      texts[column] = row.text(column);
    }
    texts[ProfileColumn.CUSTOMER.ordinal()] = Integer.toString(number);
    String date = texts[ProfileColumn.SNAPSHOT.ordinal()];
    oddRows.spoil(texts);
    if (keepsDate) {
      texts[ProfileColumn.SNAPSHOT.ordinal()] = date;
    }
    return texts;
  }

  private static int write(
      List<String[]> raw, PipelineModel pipeline, DataOutputStream out, int[] decided)
      throws IOException {
    StructType schema = new StructType();
    for (String name : RawSchema.NAMES) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema = schema.add(Source.MALFORMED, DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (String[] texts : raw) {
      Object[] values = new Object[texts.length + 1];
      System.arraycopy(texts, 0, values, 0, texts.length);
      rows.add(RowFactory.create(values));
    }
    Column[] columns =
        Stream.of(
                ClassifierColumns.probabilities(),
                Product.ALL.stream().map(p -> functions.col(ClassifierColumns.prediction(p))),
                Stream.of(functions.col(PanelSchema.CUSTOMER), functions.col(PanelSchema.MONTH)))
            .flatMap(stream -> stream)
            .toArray(Column[]::new);
    Dataset<Row> panel =
        Panel.unchecked(SparkTest.session().createDataFrame(rows, schema).repartition(2));
    // Sorted here: Spark would score the rows once more to know where to cut them.
    List<Row> answers =
        ModelPipeline.transform(pipeline, panel).select(columns).collectAsList().stream()
            .sorted(
                Comparator.comparingLong((Row row) -> row.getLong(columns.length - 2))
                    .thenComparingInt(row -> row.getInt(columns.length - 1)))
            .toList();
    int written = 0;
    for (Row row : answers) {
      out.writeBoolean(true);
      for (String text : raw.get(written)) {
        out.writeUTF(text);
      }
      for (int k = 0; k < Product.ALL.size(); k++) {
        out.writeDouble(((Vector) row.get(k)).apply(1));
      }
      for (int k = 0; k < Product.ALL.size(); k++) {
        int decision = (int) row.getDouble(Product.ALL.size() + k);
        decided[decision]++;
        out.writeByte(decision);
      }
      written++;
    }
    return written;
  }
}

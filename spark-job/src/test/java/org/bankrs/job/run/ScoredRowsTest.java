package org.bankrs.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
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
 * leaves the bundle and the answers in target/parity. The number of rows is the system property
 * {@code parity.rows}.
 *
 * <p>Format of answers.bin: for each row a true, 48 raw texts, 24 probabilities, 24 decisions; then
 * a false.
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
  private Iterator<SimulatedRow> simulated = List.<SimulatedRow>of().iterator();

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
        List<String[]> raw = rawRows(written, Math.min(CHUNK, ROWS - written));
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
            HistoryUse.NONE),
        TestBank.silent());
    return Bundle.open(new Configuration(), bundle.toString()).pipeline();
  }

  /** Rows of which each has the number of its place, from 1, as its customer. */
  private List<String[]> rawRows(int from, int count) {
    List<String[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      while (!simulated.hasNext()) {
        simulated = simulator.rows(customers++).iterator();
      }
      SimulatedRow row = simulated.next();
      String[] texts = new String[RawSchema.NAMES.size()];
      for (int column = 0; column < texts.length; column++) {
        texts[column] = row.text(column);
      }
      texts[ProfileColumn.CUSTOMER.ordinal()] = Integer.toString(from + i + 1);
      oddRows.spoil(texts);
      rows.add(texts);
    }
    return rows;
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
                Stream.of(functions.col(PanelSchema.CUSTOMER)),
                Product.ALL.stream().map(p -> functions.col(ClassifierColumns.probability(p))),
                Product.ALL.stream().map(p -> functions.col(ClassifierColumns.prediction(p))))
            .flatMap(stream -> stream)
            .toArray(Column[]::new);
    Dataset<Row> panel =
        Panel.unchecked(SparkTest.session().createDataFrame(rows, schema).repartition(2));
    int first = Integer.parseInt(raw.get(0)[ProfileColumn.CUSTOMER.ordinal()]);
    int written = 0;
    for (Row row : pipeline.transform(panel).select(columns).collectAsList()) {
      out.writeBoolean(true);
      for (String text : raw.get((int) row.getLong(0) - first)) {
        out.writeUTF(text);
      }
      for (int k = 0; k < Product.ALL.size(); k++) {
        out.writeDouble(((Vector) row.get(1 + k)).apply(1));
      }
      for (int k = 0; k < Product.ALL.size(); k++) {
        int decision = (int) row.getDouble(1 + Product.ALL.size() + k);
        decided[decision]++;
        out.writeByte(decision);
      }
      written++;
    }
    return written;
  }
}

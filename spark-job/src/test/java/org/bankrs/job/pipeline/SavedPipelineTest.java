package org.bankrs.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.feature.Binarizer;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.bankrs.job.SparkTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside what stock Spark writes and reads of the same pipeline. */
class SavedPipelineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @TempDir private static Path folder;
  private static Dataset<Row> rows;
  private static PipelineModel pipeline;
  private static Path stock;
  private static Path ours;

  @BeforeAll
  static void saveBothWays() throws IOException {
    rows =
        SparkTest.session()
            .range(0, 200, 1, 1)
            .selectExpr(
                "if(id % 7 = 0, null, cast(id as double)) as a",
                "cast(pmod(hash(id), 100) as double) as b",
                "element_at(array('x', 'Über', 'z, \"quoted\"'), cast(id % 3 + 1 as int)) as c",
                "cast(pmod(hash(id), 100) + 30 * (id % 3) > 80 as double) as label");
    PipelineStage[] stages = {
      new Imputer()
          .setStrategy("median")
          .setInputCols(new String[] {"a", "b"})
          .setOutputCols(new String[] {"a_filled", "b_filled"}),
      new StringIndexer()
          .setHandleInvalid("keep")
          .setInputCols(new String[] {"c"})
          .setOutputCols(new String[] {"c_index"}),
      new SQLTransformer().setStatement("SELECT *, LOG1P(b_filled) AS b_log FROM __THIS__"),
      new VectorAssembler()
          .setInputCols(new String[] {"a_filled", "b_log"})
          .setOutputCol("numbers"),
      new StandardScaler().setInputCol("numbers").setOutputCol("scaled").setWithMean(true),
      new VectorAssembler()
          .setInputCols(new String[] {"scaled", "c_index"})
          .setOutputCol("features"),
      new GBTClassifier().setMaxIter(3).setMaxDepth(3).setThresholds(new double[] {0.7, 0.3})
    };
    pipeline = new Pipeline().setStages(stages).fit(rows);
    stock = folder.resolve("stock");
    pipeline.save(stock.toString());
    ours = write("ours", SavedPipeline.of(pipeline).files());
  }

  @Test
  void hasTheFilesThatSparkWrites() {
    assertThat(names(ours)).hasSizeGreaterThan(20).isEqualTo(names(stock));
  }

  @Test
  void saysTheSameOfEveryStageInTheSameOrder() throws IOException {
    List<Path> expected = files(stock, ".txt");
    List<Path> found = files(ours, ".txt");
    assertThat(found).hasSameSizeAs(expected).hasSize(8);
    for (int i = 0; i < expected.size(); i++) {
      String text = Files.readString(found.get(i));
      assertThat(text).endsWith("}\n").hasLineCount(1);
      JsonNode metadata = withoutTime(text);
      assertThat(metadata).isEqualTo(withoutTime(Files.readString(expected.get(i))));
      assertThat(fields(metadata))
          .isEqualTo(fields(withoutTime(Files.readString(expected.get(i)))));
    }
  }

  @Test
  void writesTheSameParquet() throws IOException {
    List<Path> expected = files(stock, ".parquet");
    List<Path> found = files(ours, ".parquet");
    assertThat(found).hasSameSizeAs(expected).hasSize(5);
    for (int i = 0; i < expected.size(); i++) {
      ParquetMetadata a = footer(expected.get(i));
      ParquetMetadata b = footer(found.get(i));
      assertThat(b.getFileMetaData().getSchema()).isEqualTo(a.getFileMetaData().getSchema());
      assertThat(b.getFileMetaData().getKeyValueMetaData())
          .isEqualTo(a.getFileMetaData().getKeyValueMetaData());
      assertThat(b.getFileMetaData().getCreatedBy()).isEqualTo(a.getFileMetaData().getCreatedBy());
      assertThat(b.getBlocks()).hasSameSizeAs(a.getBlocks()).hasSize(1);
      for (int c = 0; c < a.getBlocks().get(0).getColumns().size(); c++) {
        var one = a.getBlocks().get(0).getColumns().get(c);
        var other = b.getBlocks().get(0).getColumns().get(c);
        assertThat(other.getCodec()).isEqualTo(one.getCodec());
        assertThat(other.getEncodings()).isEqualTo(one.getEncodings());
        if (!hasTimes(found.get(i))) {
          assertThat(other.getStatistics()).isEqualTo(one.getStatistics());
        }
      }
      Dataset<Row> stockRows = SparkTest.session().read().parquet(expected.get(i).toString());
      Dataset<Row> ourRows = SparkTest.session().read().parquet(found.get(i).toString());
      assertThat(ourRows.schema()).isEqualTo(stockRows.schema());
      if (!hasTimes(found.get(i))) {
        assertThat(ourRows.collectAsList()).isEqualTo(stockRows.collectAsList());
      }
    }
  }

  @Test
  void stockSparkLoadsItAndItLoadsWhatStockSparkWrote() throws IOException {
    List<Row> expected = answers(pipeline);
    assertThat(answers(PipelineModel.load(ours.toString()))).isEqualTo(expected);
    PipelineModel loaded = new SavedPipeline(read(stock)).load();
    assertThat(answers(loaded)).isEqualTo(expected);
    assertThat(loaded.uid()).isEqualTo(pipeline.uid());
    PipelineModel loadedByStock = PipelineModel.load(stock.toString());
    for (int i = 0; i < pipeline.stages().length; i++) {
      assertThat(params(loaded, i)).isEqualTo(params(loadedByStock, i));
    }
  }

  @Test
  void keepsAVectorWhoseZerosAreLeftOut() {
    StandardScalerModel scaler =
        new StandardScalerModel(
            "scaler",
            Vectors.sparse(4, new int[] {1, 3}, new double[] {2, 0.5}),
            Vectors.dense(1, 2, 3, 4));
    PipelineModel one = new PipelineModel("one", new Transformer[] {scaler});

    PipelineModel loaded = new SavedPipeline(SavedPipeline.of(one).files()).load();

    StandardScalerModel found = (StandardScalerModel) loaded.stages()[0];
    assertThat(found.std()).isEqualTo(scaler.std());
    assertThat(found.mean()).isEqualTo(scaler.mean());
  }

  @Test
  void namesWhatIsMissing() {
    SortedMap<String, byte[]> files = new TreeMap<>(read(stock));
    String tree =
        files.keySet().stream().filter(name -> name.contains("treesMetadata/part")).toList().get(0);
    files.remove(tree);

    assertThatThrownBy(() -> new SavedPipeline(files).load())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(tree.substring(0, tree.indexOf("/part")))
        .hasMessageContaining("is missing");
  }

  @Test
  void namesWhatIsDamaged() {
    SortedMap<String, byte[]> files = new TreeMap<>(read(stock));
    String data =
        files.keySet().stream()
            .filter(name -> name.matches(".*gbtc.*/data/part.*"))
            .toList()
            .get(0);
    files.put(data, new byte[100]);

    assertThatThrownBy(() -> new SavedPipeline(files).load())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(data.substring(0, data.indexOf("/part")))
        .hasMessageContaining("no readable Parquet");
  }

  @Test
  void refusesAStageOfAnotherType() {
    PipelineModel other = new PipelineModel("other", new Transformer[] {new Binarizer()});

    assertThatThrownBy(() -> SavedPipeline.of(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Binarizer")
        .hasMessageContaining("GBTClassificationModel");
  }

  private static List<Row> answers(PipelineModel model) {
    return model.transform(rows).collectAsList();
  }

  /** The uid and all params of a stage, its trees' as well. */
  private static List<JsonNode> params(PipelineModel model, int stage) throws IOException {
    List<Params> all = new ArrayList<>(List.of(model.stages()[stage]));
    if (model.stages()[stage] instanceof GBTClassificationModel classifier) {
      all.addAll(List.of(classifier.trees()));
    }
    List<JsonNode> params = new ArrayList<>();
    for (Params one : all) {
      params.add(withoutTime(StageMetadata.of(one).text()));
    }
    return params;
  }

  /** Lines about trees say when they were written. */
  private static boolean hasTimes(Path file) {
    return file.toString().contains("treesMetadata");
  }

  private static JsonNode withoutTime(String line) throws IOException {
    ObjectNode metadata = (ObjectNode) JSON.readTree(line);
    assertThat(metadata.remove("timestamp").isIntegralNumber()).isTrue();
    return metadata;
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ParquetMetadata footer(Path file) throws IOException {
    var input =
        HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      return reader.getFooter();
    }
  }

  private static Path write(String name, SortedMap<String, byte[]> files) throws IOException {
    Path root = folder.resolve(name);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return root;
  }

  private static SortedMap<String, byte[]> read(Path root) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Path file : files(root, "")) {
      try {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static List<String> names(Path root) {
    return files(root, "").stream()
        .map(file -> root.relativize(file).toString().replaceAll(UUID, "UUID"))
        .toList();
  }

  /** Without Hadoop's checksums, in the order of their names. */
  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(ending) && !file.toString().endsWith(".crc"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.bankrs.mllib;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline that cannot be scored with is refused by a message that says why and where. */
class RefusedModelTest {

  @TempDir Path temporary;

  private Path pipeline;

  @BeforeEach
  void copyPipeline() {
    pipeline = temporary.resolve("pipeline");
    Folders.copy(SparkFixture.named("full-strict").pipeline(), pipeline);
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> PipelineScorer.load(pipeline))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContainingAll(parts);
  }

  private void edit(String stage, String from, String to) {
    editWith(stage, text -> text.replace(from, to));
  }

  private void editWith(String stage, UnaryOperator<String> edit) {
    Folders.editMetadata(stage.isEmpty() ? pipeline : Folders.stage(pipeline, stage), edit);
  }

  @Test
  void folderThatIsNotThere() {
    pipeline = temporary.resolve("elsewhere");
    assertRefused("elsewhere", "no such folder", "PipelineModel.save");
  }

  @Test
  void folderThatIsNoPipeline() {
    pipeline = Folders.stage(pipeline, "gbtc");
    assertRefused("GBTClassificationModel", "expected a org.apache.spark.ml.PipelineModel");
  }

  @Test
  void stageThatIsNotSupported() {
    edit("stdScal", "feature.StandardScalerModel", "feature.RobustScalerModel");
    assertRefused(
        "stdScal", "org.apache.spark.ml.feature.RobustScalerModel", "supported", "StandardScaler");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gbtc"})
  void otherMajorVersionOfSpark(String stage) {
    editWith(
        stage,
        text -> text.replaceAll("\"sparkVersion\":\"4[^\"]*\"", "\"sparkVersion\":\"3.5.1\""));
    assertRefused("Spark 3.5.1", "supported is Spark 4.x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"imputer", "strIdx", "sql", "stdScal", "gbtc"})
  void paramThatIsNotKnown(String stage) {
    edit(stage, "\"paramMap\":{", "\"paramMap\":{\"shrinkTwice\":true,");
    assertRefused(stage, "'shrinkTwice'", "is not supported; supported are");
  }

  @Test
  void paramsOfThePipelineItself() {
    edit("", "\"paramMap\":{", "\"paramMap\":{\"other\":1,");
    assertRefused("'other'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lossType | \"lossType\":\"logistic\" | \"lossType\":\"squared\" | logistic",
        "leafCol | \"leafCol\":\"\" | \"leafCol\":\"leaf\" | one of",
        "thresholds | \"thresholds\":[ | \"thresholds\":[0.1, | expected two",
        "thresholds | \"thresholds\":[ | \"thresholds\":\"x\",\"seed\":[ | seed",
        "numTrees | \"numTrees\":5 | \"numTrees\":6 | expected 6",
        "numTrees | \"numTrees\":5 | \"numTrees\":2000000000 | expected 2000000000",
        "numFeatures | \"numFeatures\":46 | \"numFeatures\":47 | trained on 47 features",
        "numFeatures | \"numFeatures\":46 | \"numFeatures\":\"46\" | no integer 'numFeatures'",
        "featuresCol | \"featuresCol\":\"features\" | \"featuresCol\":\"other\" | no earlier stage",
        "featuresCol | \"featuresCol\":\"features\" | \"featuresCol\":\"text_0_x\" | expected a VECTOR",
        "predictionCol | \"predictionCol\":\"prediction_0\" | \"predictionCol\":\"features\" | already there",
      })
  void classifierThatDoesNotFit(String name, String from, String to, String message) {
    edit("gbtc", from, to);
    assertRefused("gbtc", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rfc | \"numClasses\":2 | \"numClasses\":3 | tells 3 classes apart; supported are two",
        "dtc | \"numClasses\":2 | \"numClasses\":1 | tells 1 classes apart",
        "dtc | \"thresholds\":[0.7,0.3] | \"thresholds\":[0,0] | at most one zero",
        "dtc | \"prediction_1\" | \"prediction_0\" | already there",
        "logreg | \"threshold\":0.4 | \"threshold\":1.4 | expected 0 to 1",
        "logreg | \"featuresCol\":\"features\" | \"featuresCol\":\"range\" | expected one row of 3",
        "bucketizer | [\"-Inf\",-5.0,0.0 | [\"-Inf\",-5.0,-5.0 | expected at least three, ascending",
        "oneHotEncoder | \"handleInvalid\":\"keep\" | \"handleInvalid\":\"skip\" | error, keep",
        "oneHotEncoder | \"text_0_x\", | \"text_0_x\",\"text_1_x\", | 3 input columns",
        "minMaxScal | \"inputCol\":\"numbers\" | \"inputCol\":\"text_0_v\" | the 5 elements of the input",
      })
  void otherStageThatDoesNotFit(String stage, String from, String to, String message) {
    pipeline = temporary.resolve("others");
    Folders.copy(SparkFixture.named("other-classifiers").pipeline(), pipeline);
    edit(stage, from, to);
    assertRefused(stage, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM __THIS__",
        "SELECT *, EXP(income) AS x FROM __THIS__",
        "SELECT *, LOG1P(number_0 + 1) AS x FROM __THIS__",
        "SELECT *, LOG1P(number_0) x FROM __THIS__",
        "SELECT *, LOG(2, number_0) AS x FROM __THIS__",
        "SELECT *, LOG1P(number_0) AS x FROM __THIS__ WHERE number_0 > 0",
        "SELECT number_0, LOG1P(number_0) AS x FROM __THIS__",
        "SELECT *, LOG1P(number_0) AS x FROM __this__",
        "",
      })
  void otherSql(String statement) {
    editWith(
        "sql",
        text -> text.replaceAll("\"statement\":\"[^\"]*\"", "\"statement\":\"" + statement + "\""));
    assertRefused("sql", "\"" + statement + "\" is not supported", "SELECT *, LOG1P(column)");
  }

  @Test
  void logarithmOfATextThatIsNoNumber() {
    edit("sql", "LOG1P(number_29_i)", "LOG1P(text_0)");
    assertRefused("text_0", "is a TEXT; expected a NUMBER");
  }

  @Test
  void listsOfDifferentLength() {
    edit("imputer", "\"outputCols\":[", "\"outputCols\":[\"one_more\",");
    assertRefused("imputer", "30 input columns but 31 output columns");
  }

  @Test
  void vectorThatWouldFillAllMemory() {
    editWith(
        "gbtc",
        text ->
            text.replace("ml.classification.GBTClassificationModel", "ml.feature.VectorAssembler")
                .replaceFirst(
                    "\"paramMap\":.*\"numFeatures\"",
                    "\"paramMap\":{\"handleInvalid\":\"keep\",\"outputCol\":\"all\",\"inputCols\":["
                        + "\"features\",".repeat(30_000)
                        + "\"features\"]},\"defaultParamMap\":{},\"numFeatures\""));
    assertRefused("a row would have more than 1000000 numbers");
  }

  @Test
  void stageWhoseUidLeadsElsewhere() {
    editWith("", text -> text.replaceFirst("\"stageUids\":\\[\"", "\"stageUids\":[\"../../"));
    assertRefused("stageUids", "cannot be a folder");
  }

  @Test
  void jsonThatIsNone() {
    edit("", "{", "[");
    assertRefused("metadata", "expected one line of JSON");
  }

  @Test
  void stageThatIsAbsent() throws IOException {
    Path stage = Folders.stage(pipeline, "sql");
    Files.move(stage, temporary.resolve("away"));
    assertRefused(stage.getFileName().toString(), "no such folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"imputer", "strIdx", "stdScal", "gbtc"})
  void dataThatIsAbsent(String stage) throws IOException {
    Files.delete(Folders.parts(Folders.stage(pipeline, stage).resolve("data")).get(0));
    assertRefused(stage, "holds no part-* file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"imputer", "strIdx", "stdScal", "gbtc"})
  void dataThatIsCutOff(String stage) throws IOException {
    Path part = Folders.parts(Folders.stage(pipeline, stage).resolve("data")).get(0);
    byte[] bytes = Files.readAllBytes(part);
    Files.write(part, Arrays.copyOf(bytes, bytes.length - 100));
    assertRefused(part.toString(), "checksums");
    Files.delete(Folders.checksums(part));
    assertRefused(part.toString(), "damaged");
  }

  @Test
  void dataOfAnotherStage() throws IOException {
    Path imputer = Folders.parts(Folders.stage(pipeline, "imputer").resolve("data")).get(0);
    Path scaler = Folders.parts(Folders.stage(pipeline, "stdScal").resolve("data")).get(0);
    Files.write(imputer, Files.readAllBytes(scaler));
    Files.delete(Folders.checksums(imputer));
    assertRefused(imputer.toString(), "not the Parquet file that Spark writes here");
  }

  @Test
  void partOfTheTreesIsAbsent() throws IOException {
    Folders.copy(SparkFixture.named("many-trees").pipeline(), temporary.resolve("trees"));
    pipeline = temporary.resolve("trees");
    Files.delete(Folders.parts(Folders.stage(pipeline, "trees_150").resolve("data")).get(1));
    assertRefused("trees_150", "tree ");
  }

  @Test
  void checksumThatDoesNotFit() throws IOException {
    Path part = Folders.parts(Folders.stage(pipeline, "gbtc").resolve("data")).get(0);
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    assertRefused(part.toString(), "damaged from byte");
  }
}

package org.bankrs.job.pipeline;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.Type;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The saved form of the stages before the classifiers; a fitted one keeps one row of data. */
final class FeatureStages {
  private static final String DATA = "data";
  private static final StructType LABELS =
      new StructType()
          .add(
              "labelsArray",
              DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.StringType)));
  private static final StructType SCALE =
      new StructType().add("std", SQLDataTypes.VectorType()).add("mean", SQLDataTypes.VectorType());

  private FeatureStages() {}

  /** A stage that is its params. */
  static <T extends Transformer & Params> void saveParams(T stage, StageFolder folder) {
    folder.writeMetadata(StageMetadata.of(stage));
  }

  static void save(ImputerModel stage, StageFolder folder) {
    StructType schema = new StructType();
    for (String column : stage.columnNames()) {
      schema = schema.add(column, DataTypes.DoubleType, false);
    }
    saveParams(stage, folder);
    Object[] surrogates = DoubleStream.of(stage.surrogates()).boxed().toArray();
    folder.writeRows(DATA, schema, List.of(RowFactory.create(surrogates)));
  }

  static ImputerModel imputer(StageMetadata metadata, StageFolder folder) {
    Group row = row(folder);
    String[] columns = row.getType().getFields().stream().map(Type::getName).toArray(String[]::new);
    double[] surrogates = Stream.of(columns).mapToDouble(name -> row.getDouble(name, 0)).toArray();
    return metadata.apply(new ImputerModel(metadata.uid(), columns, surrogates));
  }

  static void save(StringIndexerModel stage, StageFolder folder) {
    saveParams(stage, folder);
    folder.writeRows(DATA, LABELS, List.of(RowFactory.create((Object) stage.labelsArray())));
  }

  static StringIndexerModel indexer(StageMetadata metadata, StageFolder folder) {
    String[][] labels =
        elements(row(folder).getGroup("labelsArray", 0))
            .map(
                element ->
                    elements(element.getGroup("element", 0))
                        .map(label -> label.getString("element", 0))
                        .toArray(String[]::new))
            .toArray(String[][]::new);
    return metadata.apply(new StringIndexerModel(metadata.uid(), labels));
  }

  static void save(StandardScalerModel stage, StageFolder folder) {
    saveParams(stage, folder);
    Row row = RowFactory.create(stage.std(), stage.mean());
    folder.writeRows(DATA, SCALE, List.of(row));
  }

  static StandardScalerModel scaler(StageMetadata metadata, StageFolder folder) {
    Group row = row(folder);
    return metadata.apply(
        new StandardScalerModel(metadata.uid(), vector(row, "std"), vector(row, "mean")));
  }

  private static Group row(StageFolder folder) {
    return folder
        .rows(DATA)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(folder.path() + "/data holds no row"));
  }

  /** Spark keeps a vector's kind: 1 for a dense one, 0 for one with its zeros left out. */
  private static Vector vector(Group row, String name) {
    Group vector = row.getGroup(name, 0);
    double[] values = doubles(vector.getGroup("values", 0));
    if (vector.getInteger("type", 0) == 1) {
      return Vectors.dense(values);
    }
    int[] indices =
        elements(vector.getGroup("indices", 0))
            .mapToInt(element -> element.getInteger("element", 0))
            .toArray();
    return Vectors.sparse(vector.getInteger("size", 0), indices, values);
  }

  static double[] doubles(Group list) {
    return elements(list).mapToDouble(element -> element.getDouble("element", 0)).toArray();
  }

  private static Stream<Group> elements(Group list) {
    return IntStream.range(0, list.getFieldRepetitionCount("list"))
        .mapToObj(i -> list.getGroup("list", i));
  }
}

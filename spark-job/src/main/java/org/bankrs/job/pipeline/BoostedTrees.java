package org.bankrs.job.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.DecisionTreeModelReadWrite$;
import org.apache.spark.ml.tree.DecisionTreeModelReadWrite.NodeData;
import org.apache.spark.ml.tree.DecisionTreeModelReadWrite.SplitData;
import org.apache.spark.ml.tree.EnsembleModelReadWrite.EnsembleNodeData$;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The saved form of boosted trees: a row for each tree, and a row for each node of all trees. */
final class BoostedTrees {
  private static final String FEATURES = "numFeatures";
  private static final String TREES = "numTrees";
  private static final String IMPURITY = "impurity";
  private static final String TREES_METADATA = "treesMetadata";
  private static final String NODES = "data";

  private static final ArrayType DOUBLES =
      DataTypes.createArrayType(DataTypes.DoubleType, /* containsNull= */ false);
  private static final StructType TREE =
      new StructType()
          .add("_1", DataTypes.IntegerType, false)
          .add("_2", DataTypes.StringType)
          .add("_3", DataTypes.DoubleType, false);
  private static final StructType SPLIT =
      new StructType()
          .add("featureIndex", DataTypes.IntegerType, false)
          .add("leftCategoriesOrThreshold", DOUBLES)
          .add("numCategories", DataTypes.IntegerType, false);
  private static final StructType NODE =
      new StructType()
          .add("treeID", DataTypes.IntegerType, false)
          .add(
              "nodeData",
              new StructType()
                  .add("id", DataTypes.IntegerType, false)
                  .add("prediction", DataTypes.DoubleType, false)
                  .add("impurity", DataTypes.DoubleType, false)
                  .add("impurityStats", DOUBLES)
                  .add("rawCount", DataTypes.LongType, false)
                  .add("gain", DataTypes.DoubleType, false)
                  .add("leftChild", DataTypes.IntegerType, false)
                  .add("rightChild", DataTypes.IntegerType, false)
                  .add("split", SPLIT));

  private BoostedTrees() {}

  static void save(GBTClassificationModel model, StageFolder folder) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put(FEATURES, model.numFeatures());
    numbers.put(TREES, model.getNumTrees());
    folder.writeMetadata(StageMetadata.of(model, numbers));
    List<Row> trees = new ArrayList<>();
    List<Row> nodes = new ArrayList<>();
    for (int i = 0; i < model.trees().length; i++) {
      DecisionTreeRegressionModel tree = model.trees()[i];
      trees.add(RowFactory.create(i, StageMetadata.of(tree).text(), model.treeWeights()[i]));
      CollectionConverters.asJava(EnsembleNodeData$.MODULE$.build(tree, i))
          .forEach(node -> nodes.add(RowFactory.create(node.treeID(), row(node.nodeData()))));
    }
    folder.writeRows(TREES_METADATA, TREE, trees);
    folder.writeRows(NODES, NODE, nodes);
  }

  private static Row row(NodeData node) {
    SplitData split = node.split();
    return RowFactory.create(
        node.id(),
        node.prediction(),
        node.impurity(),
        node.impurityStats(),
        node.rawCount(),
        node.gain(),
        node.leftChild(),
        node.rightChild(),
        RowFactory.create(
            split.featureIndex(), split.leftCategoriesOrThreshold(), split.numCategories()));
  }

  static GBTClassificationModel load(StageMetadata metadata, StageFolder folder) {
    String impurity = metadata.param(IMPURITY);
    int features = metadata.number(FEATURES);
    Map<Integer, List<NodeData>> nodes = new TreeMap<>();
    folder
        .rows(NODES)
        .forEach(
            row ->
                nodes
                    .computeIfAbsent(row.getInteger("treeID", 0), tree -> new ArrayList<>())
                    .add(node(row.getGroup("nodeData", 0))));
    List<Group> saved =
        folder
            .rows(TREES_METADATA)
            .sorted(Comparator.comparingInt(tree -> tree.getInteger("_1", 0)))
            .toList();
    if (saved.size() != metadata.number(TREES) || nodes.size() != saved.size()) {
      throw new IllegalArgumentException(
          "%s holds %d trees and the nodes of %d: expected %d"
              .formatted(folder.path(), saved.size(), nodes.size(), metadata.number(TREES)));
    }
    List<DecisionTreeRegressionModel> trees = new ArrayList<>();
    for (Group tree : saved) {
      StageMetadata of = new StageMetadata(tree.getString("_2", 0));
      NodeData[] ofTree = nodes.get(tree.getInteger("_1", 0)).toArray(NodeData[]::new);
      trees.add(
          of.apply(
              new DecisionTreeRegressionModel(
                  of.uid(),
                  DecisionTreeModelReadWrite$.MODULE$.buildTreeFromNodes(ofTree, impurity),
                  features)));
    }
    double[] weights = saved.stream().mapToDouble(tree -> tree.getDouble("_3", 0)).toArray();
    GBTClassificationModel model =
        new GBTClassificationModel(
            metadata.uid(), trees.toArray(DecisionTreeRegressionModel[]::new), weights, features);
    // As MLlib does: models of old versions say an impurity that is none of theirs.
    return metadata.apply(model, IMPURITY);
  }

  private static NodeData node(Group node) {
    Group split = node.getGroup("split", 0);
    return new NodeData(
        node.getInteger("id", 0),
        node.getDouble("prediction", 0),
        node.getDouble("impurity", 0),
        FeatureStages.doubles(node.getGroup("impurityStats", 0)),
        node.getLong("rawCount", 0),
        node.getDouble("gain", 0),
        node.getInteger("leftChild", 0),
        node.getInteger("rightChild", 0),
        new SplitData(
            split.getInteger("featureIndex", 0),
            FeatureStages.doubles(split.getGroup("leftCategoriesOrThreshold", 0)),
            split.getInteger("numCategories", 0)));
  }
}

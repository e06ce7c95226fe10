package org.bankrs.mllib.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.bankrs.mllib.ModelFormatException;

/**
 * Reads the trees of a classifier. Spark numbers the nodes of a tree in pre-order but does not
 * write them in any order.
 */
final class TreesReader {

  /**
   * One node as it is saved.
   *
   * @param tree number of its tree
   * @param id its number in the tree
   * @param prediction what it predicts if it is a leaf
   * @param left its left child, -1 for a leaf
   * @param right its right child, -1 for a leaf
   * @param feature it splits by, -1 for a leaf
   * @param arity number of categories of a categorical split, -1 otherwise
   * @param split the threshold alone, or the categories that go left
   * @param statistics of the training rows that came here; number, sum and sum of squares
   */
  record Node(
      int tree,
      int id,
      double prediction,
      int left,
      int right,
      int feature,
      int arity,
      Doubles split,
      Doubles statistics) {}

  private static final String STATISTICS = "impurityStats.list.element";
  private static final String SPLITS = "split.leftCategoriesOrThreshold.list.element";

  /** Where the columns of a node lie in the file of an ensemble; a single tree has them alone. */
  private static final String IN_ENSEMBLE = "nodeData.";

  /** What Spark keeps of the training rows that came to a node. */
  enum Statistics {
    /** Of a regression: number, sum and sum of squares. */
    VARIANCE(3),
    /** Of a classification: the number of each of two classes. */
    CLASSES(2);

    private final int size;

    Statistics(int size) {
      this.size = size;
    }

    /** The number of rows by their weights; NaN where the statistics make no sense. */
    double samples(Doubles statistics) {
      if (statistics.size() != size) {
        return Double.NaN;
      }
      double samples = statistics.get(0);
      if (this == CLASSES) {
        samples = samples >= 0 && statistics.get(1) >= 0 ? samples + statistics.get(1) : Double.NaN;
      }
      return samples >= 0 && samples < Double.POSITIVE_INFINITY ? samples : Double.NaN;
    }
  }

  private final Path data;
  private final int featureCount;
  private final Statistics statistics;
  private final CategorySets.Builder categorySets = new CategorySets.Builder();

  private TreesReader(Path data, int featureCount, Statistics statistics) {
    this.data = data;
    this.featureCount = featureCount;
    this.statistics = statistics;
  }

  /** Reads the trees of an ensemble. */
  static Trees read(Path stage, int treeCount, int featureCount, Statistics statistics) {
    double[] weights = weights(stage.resolve("treesMetadata"), treeCount);
    Path data = stage.resolve("data");
    List<Node> nodes = new ArrayList<>();
    ParquetFolder.forEachBatch(
        data, batch -> addNodes(batch, batch.ints("treeID"), IN_ENSEMBLE, nodes));
    return build(data, nodes, weights, featureCount, statistics);
  }

  /** Reads a tree that is no part of an ensemble. */
  static Trees readSingle(Path stage, int featureCount, Statistics statistics) {
    Path data = stage.resolve("data");
    List<Node> nodes = new ArrayList<>();
    ParquetFolder.forEachBatch(data, batch -> addNodes(batch, new int[batch.rows()], "", nodes));
    return build(data, nodes, new double[] {1}, featureCount, statistics);
  }

  /** Checks the nodes, in any order, and lays them out. */
  static Trees build(
      Path data, List<Node> nodes, double[] weights, int featureCount, Statistics statistics) {
    return new TreesReader(data, featureCount, statistics).build(new ArrayList<>(nodes), weights);
  }

  private static double[] weights(Path folder, int treeCount) {
    List<Double> weights = new ArrayList<>();
    List<Integer> trees = new ArrayList<>();
    ParquetFolder.forEachBatch(
        folder,
        batch -> {
          for (int i = 0; i < batch.rows(); i++) {
            trees.add(batch.ints("_1")[i]);
            weights.add(batch.doubles("_3")[i]);
          }
        });
    if (treeCount < 1 || trees.size() != treeCount) {
      throw new ModelFormatException(
          folder + ": holds " + trees.size() + " trees; expected " + treeCount + ", at least one");
    }
    double[] ordered = new double[treeCount];
    Arrays.fill(ordered, Double.NaN);
    for (int i = 0; i < treeCount; i++) {
      int tree = trees.get(i);
      if (tree < 0 || tree >= treeCount || !Double.isNaN(ordered[tree])) {
        throw new ModelFormatException(
            folder + ": tree " + tree + " is there twice or is not among " + treeCount);
      }
      if (!Double.isFinite(weights.get(i))) {
        throw new ModelFormatException(
            "%s: tree %d has weight %s; expected a finite one"
                .formatted(folder, tree, weights.get(i)));
      }
      ordered[tree] = weights.get(i);
    }
    return ordered;
  }

  private static void addNodes(ParquetBatch batch, int[] trees, String prefix, List<Node> nodes) {
    int[] ids = batch.ints(prefix + "id");
    double[] predictions = batch.doubles(prefix + "prediction");
    int[] left = batch.ints(prefix + "leftChild");
    int[] right = batch.ints(prefix + "rightChild");
    int[] features = batch.ints(prefix + "split.featureIndex");
    int[] arities = batch.ints(prefix + "split.numCategories");
    double[] splits = batch.doubles(prefix + SPLITS);
    int[] offsets = batch.offsets(prefix + SPLITS, 0);
    double[] statistics = batch.doubles(prefix + STATISTICS);
    int[] statisticsOffsets = batch.offsets(prefix + STATISTICS, 0);
    for (int i = 0; i < batch.rows(); i++) {
      nodes.add(
          new Node(
              trees[i],
              ids[i],
              predictions[i],
              left[i],
              right[i],
              features[i],
              arities[i],
              new Doubles(Arrays.copyOfRange(splits, offsets[i], offsets[i + 1])),
              new Doubles(
                  Arrays.copyOfRange(statistics, statisticsOffsets[i], statisticsOffsets[i + 1]))));
    }
  }

  private Trees build(List<Node> nodes, double[] weights) {
    nodes.sort(Comparator.comparingInt(Node::tree).thenComparingInt(Node::id));
    int[] roots = new int[weights.length];
    int[] features = new int[nodes.size()];
    double[] values = new double[nodes.size()];
    int[] rightChildren = new int[nodes.size()];
    int[] sets = new int[nodes.size()];
    double[] samples = new double[nodes.size()];
    double[] zeros = new double[statistics == Statistics.CLASSES ? nodes.size() : 0];
    double[] ones = new double[zeros.length];
    int start = 0;
    for (int tree = 0; tree < weights.length; tree++) {
      int end = start;
      while (end < nodes.size() && nodes.get(end).tree() == tree) {
        end++;
      }
      checkStructure(tree, nodes.subList(start, end));
      roots[tree] = start;
      for (int i = start; i < end; i++) {
        Node node = nodes.get(i);
        boolean leaf = node.left() == -1;
        features[i] = leaf ? Trees.LEAF : node.feature();
        rightChildren[i] = leaf ? -1 : start + node.right();
        sets[i] = Trees.NO_SET;
        samples[i] = statistics.samples(node.statistics());
        if (statistics == Statistics.CLASSES) {
          zeros[i] = node.statistics().get(0);
          ones[i] = node.statistics().get(1);
        }
        if (leaf) {
          values[i] = node.prediction();
        } else if (node.arity() == -1) {
          values[i] = node.split().get(0);
        } else {
          sets[i] = categorySets.add(node.split().toArray(), node.arity(), where(node));
        }
      }
      start = end;
    }
    if (start != nodes.size()) {
      throw new ModelFormatException(
          "%s: holds a node of tree %d; expected trees 0 to %d"
              .formatted(data, nodes.get(start).tree(), weights.length - 1));
    }
    return new Trees(
        roots,
        weights,
        features,
        values,
        rightChildren,
        sets,
        categorySets.build(),
        samples,
        zeros,
        ones);
  }

  /**
   * Pre-order means: ids without gap, the left child next, the right child after the left one's
   * descendants. Walking it once with a stack of right children proves that it is a tree.
   */
  private void checkStructure(int tree, List<Node> nodes) {
    int[] pending = new int[nodes.size()];
    int depth = 0;
    for (int id = 0; id < nodes.size(); id++) {
      Node node = nodes.get(id);
      if (node.id() != id) {
        throw wrong(node, "its number is there twice or those before it are absent");
      }
      if (Double.isNaN(statistics.samples(node.statistics()))) {
        throw wrong(node, "its statistics are not those of training rows");
      }
      if (id > 0 && nodes.get(id - 1).left() == -1 && (depth == 0 || pending[--depth] != id)) {
        throw wrong(node, "it is not the child of one node, in pre-order");
      }
      if (node.left() == -1) {
        checkLeaf(node);
      } else {
        checkSplit(node);
        pending[depth++] = node.right();
      }
    }
    if (nodes.isEmpty() || depth > 0 || nodes.get(nodes.size() - 1).left() != -1) {
      throw new ModelFormatException(data + ": tree " + tree + " is not complete");
    }
  }

  private void checkLeaf(Node node) {
    if (node.right() != -1) {
      throw wrong(node, "it has a right child but no left one");
    }
    if (!Double.isFinite(node.prediction())) {
      throw wrong(node, "it predicts " + node.prediction());
    }
    if (statistics == Statistics.CLASSES && statistics.samples(node.statistics()) == 0) {
      throw wrong(node, "it has seen no training rows, so it speaks for no class");
    }
  }

  private void checkSplit(Node node) {
    if (node.left() != node.id() + 1) {
      throw wrong(node, "its left child is " + node.left() + ", not the next node");
    }
    if (node.feature() < 0 || node.feature() >= featureCount) {
      throw wrong(node, "it splits by feature " + node.feature() + " of " + featureCount);
    }
    if (node.arity() == -1
        ? node.split().size() != 1 || Double.isNaN(node.split().get(0))
        : node.arity() < 1) {
      throw wrong(node, "it splits neither by one threshold nor by categories");
    }
  }

  private ModelFormatException wrong(Node node, String what) {
    return new ModelFormatException(where(node) + ": " + what);
  }

  private String where(Node node) {
    return "%s: tree %d, node %d".formatted(data, node.tree(), node.id());
  }
}

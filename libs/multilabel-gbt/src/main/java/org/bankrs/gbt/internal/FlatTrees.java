package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/**
 * The trees of one MLlib model in flat arrays: a node's left child follows it. Immutable and
 * thread-safe.
 */
public final class FlatTrees implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LEAF = -1;
  private static final int THRESHOLD = -1;

  private final double[] weights;
  private final int[] roots;

  /** By node: the feature that it asks, or {@link #LEAF}. */
  private final int[] features;

  /** By node: its threshold, how many categories there are, or what the leaf predicts. */
  private final double[] values;

  private final int[] rights;

  /** By node: where its categories begin, or {@link #THRESHOLD}. */
  private final int[] starts;

  /** Whether a category goes left; the last of a node is for all values that are none. */
  private final boolean[] goesLeft;

  /** The trees of a model. */
  public FlatTrees(GBTClassificationModel model) {
    weights = model.treeWeights();
    roots = new int[weights.length];
    List<Node> nodes = new ArrayList<>();
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = nodes.size();
      addPreorder(model.trees()[tree].rootNode(), nodes);
    }
    features = new int[nodes.size()];
    values = new double[nodes.size()];
    rights = new int[nodes.size()];
    starts = new int[nodes.size()];
    boolean[] categories = new boolean[0];
    for (int at = 0; at < features.length; at++) {
      starts[at] = THRESHOLD;
      if (nodes.get(at) instanceof InternalNode inner) {
        features[at] = inner.split().featureIndex();
        rights[at] = at + 2 + inner.leftChild().numDescendants();
        if (inner.split() instanceof CategoricalSplit split) {
          starts[at] = categories.length;
          values[at] = split.numCategories();
          categories = withCategories(categories, split);
        } else {
          values[at] = ((ContinuousSplit) inner.split()).threshold();
        }
      } else {
        features[at] = LEAF;
        values[at] = nodes.get(at).prediction();
      }
    }
    goesLeft = categories;
  }

  private static void addPreorder(Node node, List<Node> nodes) {
    nodes.add(node);
    if (node instanceof InternalNode inner) {
      addPreorder(inner.leftChild(), nodes);
      addPreorder(inner.rightChild(), nodes);
    }
  }

  private static boolean[] withCategories(boolean[] before, CategoricalSplit split) {
    int arity = split.numCategories();
    boolean[] all = Arrays.copyOf(before, before.length + arity + 1);
    for (int category = 0; category < arity; category++) {
      all[before.length + category] = asked(split, category);
    }
    all[before.length + arity] = asked(split, Double.NaN);
    return all;
  }

  /** The split's own answer, which for values that it does not know depends on its sets' sizes. */
  private static boolean asked(CategoricalSplit split, double value) {
    int feature = split.featureIndex();
    return split.shouldGoLeft(
        Vectors.sparse(feature + 1, new int[] {feature}, new double[] {value}));
  }

  /** The weighted sum of the trees' answers, added up by whatever MLlib adds up with. */
  public double margin(double[] row) {
    double[] answers = new double[roots.length];
    for (int tree = 0; tree < answers.length; tree++) {
      answers[tree] = answer(roots[tree], row);
    }
    return BLAS$.MODULE$.nativeBLAS().ddot(answers.length, answers, 1, weights, 1);
  }

  private double answer(int root, double[] row) {
    int node = root;
    while (features[node] != LEAF) {
      node = goesLeft(node, row[features[node]]) ? node + 1 : rights[node];
    }
    return values[node];
  }

  private boolean goesLeft(int node, double value) {
    int start = starts[node];
    if (start == THRESHOLD) {
      return value <= values[node];
    }
    int arity = (int) values[node];
    int category = (int) value;
    boolean known = category == value && category >= 0 && category < arity;
    return goesLeft[start + (known ? category : arity)];
  }
}

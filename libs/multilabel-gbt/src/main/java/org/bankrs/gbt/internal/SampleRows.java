package org.bankrs.gbt.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The drawn rows of one label from all partitions, in any order. Not thread-safe. */
final class SampleRows {
  final FeatureLayout layout;
  final int rows;
  final byte[] bins;
  final byte[] positive;
  final double[] weight;
  final double[] standsFor;
  final double[] score;

  SampleRows(Iterable<Sample> samples, FeatureLayout layout) {
    this.layout = layout;
    List<Sample> parts = new ArrayList<>();
    samples.forEach(parts::add);
    rows = Math.toIntExact(parts.stream().mapToLong(Sample::rows).sum());
    bins = new byte[Math.multiplyExact(rows, layout.width())];
    positive = new byte[rows];
    float[][] planes = new float[3][rows];
    int at = 0;
    for (Sample part : parts) {
      part.copyBins(bins, at * layout.width(), layout.width());
      part.copyPositive(positive, at, layout.width());
      for (int plane = 0; plane < planes.length; plane++) {
        part.copyPlane(plane, planes[plane], at);
      }
      at += part.rows();
    }
    score = wide(planes[0]);
    weight = wide(planes[1]);
    standsFor = wide(planes[2]);
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** Adds a tree's answers to the scores. */
  void add(Tree tree) {
    TreeScore.of(tree, layout).addTo(score, 0, rows, bins, 0, layout.width());
  }

  /** Scores the rows by these trees alone. */
  void scoreBy(List<Tree> trees) {
    Arrays.fill(score, 0);
    trees.forEach(this::add);
  }

  /**
   * How far the scores must be moved for the sum of the predictions to be that of the true rows.
   *
   * @param positives weights of all true rows, drawn or not
   */
  double shift(double positives) {
    double shift = 0;
    for (int step = 0; step < Expectation.STEPS; step++) {
      Expectation expected = new Expectation();
      for (int row = 0; row < rows; row++) {
        expected.add(score[row] + shift, weight[row]);
      }
      shift += expected.shift(positives);
    }
    return shift;
  }
}

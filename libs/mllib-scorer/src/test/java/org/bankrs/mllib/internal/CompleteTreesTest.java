package org.bankrs.mllib.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bankrs.mllib.internal.SplitTests.Numbering;
import org.junit.jupiter.api.Test;

/** Compiled trees give the margins of those they were compiled from, to the last bit. */
class CompleteTreesTest {

  private static final int ROUNDS = 200;
  private static final int ROWS = 50;
  private static final int FEATURES = 9;

  @Test
  void givesTheSameMargins() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<Trees> ensembles = new ArrayList<>();
      for (int k = random.nextInt(4); k >= 0; k--) {
        Trees trees = RandomTrees.build(random, 1 + random.nextInt(9), random.nextInt(9), FEATURES);
        if (CompleteTrees.fits(trees)) {
          ensembles.add(trees);
        }
      }
      Numbering numbering = new Numbering(ensembles);
      SplitTests tests = numbering.tests();
      List<CompleteTrees> compiled =
          ensembles.stream().map(trees -> new CompleteTrees(trees, numbering)).toList();
      byte[] outcomes = new byte[tests.size()];
      for (int i = 0; i < ROWS; i++) {
        double[] numbers = RandomTrees.row(random, FEATURES + 2);
        tests.evaluate(numbers, 2, outcomes);
        for (int k = 0; k < compiled.size(); k++) {
          assertThat(compiled.get(k).margin(outcomes))
              .as("seed %d, round %d, row %d, classifier %d", seed, round, i, k)
              .isEqualTo(ensembles.get(k).margin(numbers, 2));
        }
      }
    }
  }

  @Test
  void treesThatWouldGrowTooMuchAreLeftAsTheyAre() {
    Random random = new Random(1);
    assertThat(CompleteTrees.fits(RandomTrees.build(random, 20, 5, 3))).isTrue();
    assertThat(CompleteTrees.fits(RandomTrees.build(random, 50, 12, 3))).isFalse();
    assertThat(CompleteTrees.fits(RandomTrees.chain(8))).isTrue();
    assertThat(CompleteTrees.fits(RandomTrees.chain(9))).isFalse();
  }

  @Test
  void splitsThatOccurAgainAreTestedOnce() {
    Random random = new Random(1);
    Trees trees = RandomTrees.build(random, 50, 6, 1);
    Numbering numbering = new Numbering(List.of(trees, trees));
    assertThat(numbering.size()).isEqualTo(1 + RandomTrees.ARITY);
  }
}

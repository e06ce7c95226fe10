package org.bankrs.mllib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever becomes of the bytes of a model: it is refused in one way, or it is scored with. To run
 * one case again: {@code -Ddamage.seed=...}.
 */
class DamagedModelTest {

  private static final int ROUNDS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  /** With the checksums that Spark writes on a local disk, damage never changes an answer. */
  @ParameterizedTest
  @ValueSource(strings = {"full-strict", "many-trees"})
  void damageIsRefusedOrHarmless(String name) throws IOException {
    damage(SparkFixture.named(name), true);
  }

  /** Without them (object stores keep none) an answer may change, but nothing else happens. */
  @ParameterizedTest
  @ValueSource(strings = {"full-strict", "many-trees", "scalers"})
  void damageWithoutChecksumsIsRefusedOrScored(String name) throws IOException {
    damage(SparkFixture.named(name), false);
  }

  private void damage(SparkFixture fixture, boolean checksums) throws IOException {
    long seed = Long.getLong("damage.seed", new Random().nextLong());
    System.out.printf("%s, checksums %s: seed %d%n", fixture, checksums, seed);
    Random random = new Random(seed);
    List<SparkFixture.Line> lines = fixture.lines().stream().limit(10).toList();
    String expected = answers(fixture.pipeline(), lines);
    Folders.copy(fixture.pipeline(), folder);
    List<Path> parts = Folders.parts(folder);
    if (!checksums) {
      for (Path part : parts) {
        Files.delete(Folders.checksums(part));
      }
    }
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Path part = parts.get(random.nextInt(parts.size()));
      byte[] original = Files.readAllBytes(part);
      Files.write(part, damaged(original, random));
      String label = "seed " + seed + ", round " + round + ", " + part;
      String answers =
          Assertions.assertTimeoutPreemptively(PATIENCE, () -> answers(folder, lines), label);
      if (answers.equals("refused")) {
        refused++;
      } else if (checksums) {
        assertThat(answers).as(label).isEqualTo(expected);
      }
      Files.write(part, original);
    }
    assertThat(refused).as("damaged models refused").isPositive();
    assertThat(answers(folder, lines)).as("answers of the mended model").isEqualTo(expected);
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    byte[] damaged = bytes.clone();
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private static String answers(Path pipeline, List<SparkFixture.Line> lines) {
    PipelineScorer scorer;
    try {
      scorer = PipelineScorer.load(pipeline);
    } catch (ModelFormatException e) {
      assertThat(e).hasMessageContaining(pipeline.toString());
      return "refused";
    }
    StringBuilder answers = new StringBuilder();
    InputRow row = scorer.newRow();
    double[] probabilities = new double[scorer.classifiers().size()];
    boolean[] decisions = new boolean[scorer.classifiers().size()];
    for (SparkFixture.Line line : lines) {
      try {
        SparkFixture.fill(scorer, row, line.row());
        scorer.score(row, probabilities, decisions);
        answers.append(Arrays.toString(probabilities)).append(Arrays.toString(decisions));
      } catch (ScoringException e) {
        answers.append(e.outcome());
      }
    }
    return answers.toString();
  }
}

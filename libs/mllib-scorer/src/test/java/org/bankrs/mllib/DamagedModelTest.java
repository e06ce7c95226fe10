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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever becomes of the bytes of a model: it is refused in one way, or it is scored with. The
 * number of cases is the system property {@code fuzz.cases}. To run one again: {@code
 * -Ddamage.seed=...}.
 */
class DamagedModelTest {

  private static final int CASES = Integer.getInteger("fuzz.cases", 10_000);
  private static final int LINES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long MAX_GROWTH = 64L << 20;
  private static final int MAX_MORE_THREADS = 16;

  @TempDir Path folder;

  /**
   * With the checksums that Spark writes on a local disk, damage never changes an answer; nor does
   * damage to the checksums.
   */
  @ParameterizedTest
  @CsvSource({"full-strict, 20", "many-trees, 10", "scalers, 15", "stacked, 15"})
  void damageIsRefusedOrHarmless(String name, int percent) throws IOException {
    damage(SparkFixture.named(name), true, CASES * percent / 100);
  }

  /** Without them (object stores keep none) an answer may change, but nothing else happens. */
  @ParameterizedTest
  @CsvSource({"plain, 15", "indexer-single, 10", "scalers, 5", "imputers, 5", "many-trees, 5"})
  void damageWithoutChecksumsIsRefusedOrScored(String name, int percent) throws IOException {
    damage(SparkFixture.named(name), false, CASES * percent / 100);
  }

  private void damage(SparkFixture fixture, boolean checksums, int cases) throws IOException {
    long seed = Long.getLong("damage.seed", new Random().nextLong());
    System.out.printf("%s, checksums %s: %d cases, seed %d%n", fixture, checksums, cases, seed);
    Random random = new Random(seed);
    List<SparkFixture.Line> lines = fixture.lines().stream().limit(LINES).toList();
    String expected = answers(fixture.pipeline(), lines);
    Folders.copy(fixture.pipeline(), folder);
    List<Path> parts = Folders.parts(folder);
    if (!checksums) {
      for (Path part : parts) {
        Files.delete(Folders.checksums(part));
      }
    }
    int refused = 0;
    long usedBefore = usedMemory();
    int threadsBefore = Thread.activeCount();
    for (int i = 0; i < cases; i++) {
      Path part = parts.get(random.nextInt(parts.size()));
      Path damaged = checksums && random.nextInt(8) == 0 ? Folders.checksums(part) : part;
      byte[] original = Files.readAllBytes(damaged);
      byte[] changed =
          random.nextInt(5) == 0
              ? Files.readAllBytes(parts.get(random.nextInt(parts.size())))
              : damaged(original, random);
      Files.write(damaged, changed);
      String label = "seed " + seed + ", case " + i + ", " + damaged;
      String answers =
          Assertions.assertTimeoutPreemptively(PATIENCE, () -> answers(folder, lines), label);
      if (answers.equals("refused")) {
        refused++;
      } else if (checksums) {
        assertThat(answers).as(label).isEqualTo(expected);
      }
      Files.write(damaged, original);
    }
    assertThat(refused).as("damaged models refused").isPositive();
    assertThat(answers(folder, lines)).as("answers of the mended model").isEqualTo(expected);
    assertThat(usedMemory() - usedBefore)
        .as("growth of memory, seed " + seed)
        .isLessThan(MAX_GROWTH);
    assertThat(Thread.activeCount() - threadsBefore)
        .as("threads left behind, seed " + seed)
        .isLessThan(MAX_MORE_THREADS);
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[1];
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
      case 3 -> {
        byte[] damaged = bytes.clone();
        int start = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, start + 1 + random.nextInt(64));
        Arrays.fill(damaged, start, end, (byte) random.nextInt(256));
        yield damaged;
      }
      default -> {
        byte[] damaged = bytes.clone();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
          damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        yield damaged;
      }
    };
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

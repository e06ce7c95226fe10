package org.bankrs.mllib.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bankrs.mllib.SparkFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checksum that a benchmark prints is that of Spark's own answers for the same rows. */
class KernelTest {

  @ParameterizedTest
  @ValueSource(strings = {"24x20", "24x100"})
  void checksumIsSparks(String size) {
    SparkFixture fixture = SparkFixture.named("kernel-" + size);
    List<SparkFixture.Line> lines = fixture.lines();
    double expected = 0;
    for (int i = 0; i < lines.size(); i++) {
      expected +=
          Kernel.part(
              i, lines.get(i).probabilities().stream().mapToDouble(Double::doubleValue).toArray());
    }
    Kernel kernel = Kernel.of(fixture);
    assertThat(kernel.rows()).isEqualTo(1000);
    assertThat(kernel.checksum()).isCloseTo(expected, within(1e-8));
    assertThat(kernel.checksum(kernel.scoreBatch())).isEqualTo(kernel.checksum());
    System.out.printf("checksum of %s: %.6f%n", size, expected);
  }
}

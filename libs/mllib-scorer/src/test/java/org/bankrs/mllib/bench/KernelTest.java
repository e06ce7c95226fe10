package org.bankrs.mllib.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.bankrs.mllib.SparkFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checksum that a benchmark prints is that of Spark's own answers for the same rows. */
class KernelTest {

  /** One size, two by make test-long. */
  static Stream<SparkFixture> kernels() {
    return SparkFixture.all().filter(fixture -> fixture.toString().startsWith("kernel-"));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void checksumIsSparks(SparkFixture fixture) {
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
    System.out.printf("checksum of %s: %.6f%n", fixture, expected);
  }
}

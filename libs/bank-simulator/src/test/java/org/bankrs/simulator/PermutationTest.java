package org.bankrs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5, 1000, 4096, 70_001})
  void reachesEachNumberOnce(long size) {
    Permutation permutation = new Permutation(99, size);
    long[] images = LongStream.range(0, size).map(permutation::apply).sorted().toArray();
    assertThat(images).isEqualTo(LongStream.range(0, size).toArray());
  }
}

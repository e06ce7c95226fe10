package org.bankrs.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long DAY = TimeUnit.SECONDS.toNanos(60);
  private static final double RATE = 500;

  @Test
  void theScheduleFollowsFromTheSeed() {
    Rhythm rhythm = new Rhythm.Daily(DAY, 2, 5);
    assertThat(day(rhythm, 5)).isEqualTo(day(rhythm, 5));
    assertThat(day(rhythm, 6)).isNotEqualTo(day(rhythm, 5));
    assertThat(day(rhythm, 5)).isSorted();
  }

  @Test
  void aSteadyRateIsTheRate() {
    assertThat(day(new Rhythm.Steady(), 1).length / 60.0).isCloseTo(RATE, within(20.0));
  }

  @Test
  void aDayHasTheMeanRateAQuietNightAndBusyHours() {
    long[] arrivals = day(new Rhythm.Daily(DAY, 0, 1), 1);
    assertThat(arrivals.length / 60.0).isCloseTo(RATE, within(20.0));
    long night = hours(arrivals, 1, 5);
    long morning = hours(arrivals, 9, 13);
    assertThat(morning).isGreaterThan(8 * night);
    assertThat(night).isPositive();
  }

  @Test
  void burstsComeOnTop() {
    Rhythm rhythm = new Rhythm.Daily(DAY, 2, 1);
    Rhythm calm = new Rhythm.Daily(DAY, 0, 1);
    long raised =
        LongStream.range(0, 4800)
            .filter(i -> rhythm.at(i * DAY / 4800) == 4 * calm.at(i * DAY / 4800))
            .count();
    // Two half hours of 24 hours, which may overlap.
    assertThat(raised / 4800.0).isBetween(0.5 / 48, 2.1 / 48);
    assertThat(rhythm.at(DAY / 2)).isLessThanOrEqualTo(rhythm.most());
  }

  private static long hours(long[] arrivals, int from, int to) {
    return LongStream.of(arrivals).filter(t -> t >= from * DAY / 24 && t < to * DAY / 24).count();
  }

  private static long[] day(Rhythm rhythm, long seed) {
    Arrivals arrivals = new Arrivals(RATE, rhythm, seed);
    return LongStream.generate(arrivals::next).takeWhile(time -> time < DAY).toArray();
  }
}

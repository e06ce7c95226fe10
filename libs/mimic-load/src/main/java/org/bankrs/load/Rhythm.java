package org.bankrs.load;

import java.util.SplittableRandom;

/**
 * How busy each moment of the days is, as a multiple of the mean rate. Immutable and thread-safe.
 */
sealed interface Rhythm {
  /** The multiple at a moment, in nanoseconds since the start. */
  double at(long nanos);

  /** No moment is busier than this. */
  double most();

  /** Every moment alike. */
  record Steady() implements Rhythm {
    @Override
    public double at(long nanos) {
      return 1;
    }

    @Override
    public double most() {
      return 1;
    }
  }

  /**
   * Days that begin at midnight: quiet nights, peaks before noon and in the evening; their mean is
   * 1. Bursts of half an hour, at four times what the hour has, come on top.
   *
   * @param day length of a day in nanoseconds
   * @param bursts bursts a day
   * @param seed decides when the bursts come
   */
  record Daily(long day, int bursts, long seed) implements Rhythm {
    private static final double BURST = 4;
    private static final int BURSTS_A_DAY = 48;
    // Requests by the hour, relative to each other.
    private static final double[] HOURS = {
      4, 3, 2, 2, 2, 3, 6, 12, 20, 28, 32, 33, 30, 26, 24, 25, 27, 30, 32, 30, 24, 17, 11, 7
    };
    private static final double MEAN = mean();
    private static final double PEAK = peak();

    private static double mean() {
      double sum = 0;
      for (double hour : HOURS) {
        sum += hour;
      }
      return sum / HOURS.length;
    }

    private static double peak() {
      double peak = 0;
      for (double hour : HOURS) {
        peak = Math.max(peak, hour);
      }
      return peak / MEAN;
    }

    @Override
    public double at(long nanos) {
      double ofDay = Math.floorMod(nanos, day) / (double) day;
      double hour = ofDay * HOURS.length;
      int now = (int) hour;
      double next = HOURS[(now + 1) % HOURS.length];
      double level = (HOURS[now] + (hour - now) * (next - HOURS[now])) / MEAN;
      return isBurst(Math.floorDiv(nanos, day), ofDay) ? level * BURST : level;
    }

    private boolean isBurst(long number, double ofDay) {
      SplittableRandom random = new SplittableRandom(seed + number);
      for (int burst = 0; burst < bursts; burst++) {
        double start = random.nextDouble();
        if (ofDay >= start && ofDay < start + 1.0 / BURSTS_A_DAY) {
          return true;
        }
      }
      return false;
    }

    @Override
    public double most() {
      return bursts > 0 ? PEAK * BURST : PEAK;
    }
  }
}

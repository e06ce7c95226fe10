package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Drawn rows of one label from one partition, as bytes: those of the features of all rows, one for
 * each row that is 1 where the label is true, then as floats score, weight and the number of rows
 * that each stands for.
 *
 * @param rows how many
 * @param data their bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Sample(int rows, byte[] data) implements Serializable {
  private static final int PLANES = 3;

  /** Copies the bytes of the features. */
  void copyBins(byte[] into, int at, int width) {
    System.arraycopy(data, 0, into, at, rows * width);
  }

  /** Copies whether the label is true. */
  void copyPositive(byte[] into, int at, int width) {
    System.arraycopy(data, rows * width, into, at, rows);
  }

  /** Copies scores (0), weights (1) or numbers of rows (2). */
  void copyPlane(int plane, float[] into, int at) {
    int start = data.length - (PLANES - plane) * rows * Float.BYTES;
    ByteBuffer.wrap(data, start, rows * Float.BYTES).asFloatBuffer().get(into, at, rows);
  }

  /** Collects rows. */
  static final class Builder {
    private final int width;
    private final byte[] bins;
    private final byte[] positive;
    private final float[][] planes;
    private int rows;

    Builder(int capacity, int width) {
      this.width = width;
      bins = new byte[Math.multiplyExact(capacity, width)];
      positive = new byte[capacity];
      planes = new float[PLANES][capacity];
    }

    void add(
        byte[] from, int at, boolean isPositive, double score, double weight, double standsFor) {
      System.arraycopy(from, at, bins, rows * width, width);
      positive[rows] = (byte) (isPositive ? 1 : 0);
      planes[0][rows] = (float) score;
      planes[1][rows] = (float) weight;
      planes[2][rows] = (float) standsFor;
      rows++;
    }

    Sample build() {
      byte[] data = Arrays.copyOf(bins, rows * (width + 1 + PLANES * Float.BYTES));
      System.arraycopy(positive, 0, data, rows * width, rows);
      FloatBuffer floats =
          ByteBuffer.wrap(data, rows * (width + 1), PLANES * rows * Float.BYTES).asFloatBuffer();
      for (float[] plane : planes) {
        floats.put(plane, 0, rows);
      }
      return new Sample(rows, data);
    }
  }
}

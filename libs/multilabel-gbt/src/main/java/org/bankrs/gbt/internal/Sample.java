package org.bankrs.gbt.internal;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Drawn rows of one label from one partition, as bytes: those of the features of all rows, then
 * gradients, hessians and numbers of rows that each stands for, as floats.
 *
 * @param rows how many
 * @param data their bytes
 * @param loss log-loss of the partition's validation rows in units of 1 / {@link Logistic#LOSS_ONE}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Sample(int rows, byte[] data, long loss) implements Serializable {
  private static final int PLANES = 3;

  Sample withLoss(long validationLoss) {
    return new Sample(rows, data, validationLoss);
  }

  /** Copies the rows' bytes. */
  void copyBins(byte[] into, int at, int width) {
    System.arraycopy(data, 0, into, at, rows * width);
  }

  /** Copies gradients (0), hessians (1) or numbers of rows (2). */
  void copyPlane(int plane, float[] into, int at) {
    int start = data.length - (PLANES - plane) * rows * Float.BYTES;
    ByteBuffer.wrap(data, start, rows * Float.BYTES).asFloatBuffer().get(into, at, rows);
  }

  /** Collects rows. */
  static final class Builder {
    private final int width;
    private final byte[] bins;
    private final float[][] planes;
    private int rows;

    Builder(int capacity, int width) {
      this.width = width;
      bins = new byte[Math.multiplyExact(capacity, width)];
      planes = new float[PLANES][capacity];
    }

    void add(byte[] from, int at, double gradient, double hessian, double rowsStoodFor) {
      System.arraycopy(from, at, bins, rows * width, width);
      planes[0][rows] = (float) gradient;
      planes[1][rows] = (float) hessian;
      planes[2][rows] = (float) rowsStoodFor;
      rows++;
    }

    Sample build() {
      byte[] data = Arrays.copyOf(bins, rows * (width + PLANES * Float.BYTES));
      FloatBuffer floats =
          ByteBuffer.wrap(data, rows * width, PLANES * rows * Float.BYTES).asFloatBuffer();
      for (float[] plane : planes) {
        floats.put(plane, 0, rows);
      }
      return new Sample(rows, data, 0);
    }
  }
}

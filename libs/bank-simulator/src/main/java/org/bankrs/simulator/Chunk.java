package org.bankrs.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * The lines of some neighbouring customers.
 *
 * @param customers how many customers they are of
 * @param rows how many lines
 * @param bytes by month: the lines, compressed or not
 */
record Chunk(long customers, long rows, List<byte[]> bytes) {
  /** Customers of a chunk: small enough for many of them in memory, enough to compress well. */
  static final int SIZE = 1024;

  /** Simulates a chunk; its number decides which customers and in what order their rows come. */
  static Chunk simulate(
      Simulator simulator, long number, long allCustomers, int months, boolean compressed) {
    long from = number * SIZE;
    long to = Math.min(from + SIZE, allCustomers);
    List<List<SimulatedRow>> byMonth = new ArrayList<>();
    for (int month = 0; month < months; month++) {
      byMonth.add(new ArrayList<>());
    }
    long rows = 0;
    for (long customer = from; customer < to; customer++) {
      for (SimulatedRow row : simulator.rows(customer)) {
        if (row.monthNumber() < months) {
          byMonth.get(row.monthNumber()).add(row);
          rows++;
        }
      }
    }
    SplittableRandom random = Randomness.stream(simulator.seed(), number, Randomness.Purpose.ORDER);
    List<byte[]> bytes = new ArrayList<>();
    LineBuffer buffer = new LineBuffer();
    for (List<SimulatedRow> month : byMonth) {
      shuffle(month, random);
      buffer.clear();
      month.forEach(buffer::append);
      bytes.add(compressed ? compress(buffer.bytes()) : buffer.bytes());
    }
    return new Chunk(to - from, rows, bytes);
  }

  /** A gzip member; members that follow each other are a gzip file. */
  static byte[] compress(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void shuffle(List<SimulatedRow> rows, SplittableRandom random) {
    for (int i = rows.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      SimulatedRow row = rows.get(i);
      rows.set(i, rows.get(j));
      rows.set(j, row);
    }
  }
}

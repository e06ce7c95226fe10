package org.bankrs.scoring.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bankrs.schema.RawSchema;

/**
 * Customers to choose from: simulated ones, since the rows that a bundle carries may be of people.
 */
final class SampleCustomers {
  private static final String FILE = "customers.csv";
  private static final int LABELS = 2;

  /** In the order of the file. */
  static final List<Sample> ALL = read();

  private SampleCustomers() {}

  /**
   * A customer to choose.
   *
   * @param english who it is
   * @param russian the same
   * @param row the raw row
   */
  record Sample(String english, String russian, PageRow row) {}

  private static List<Sample> read() {
    try (InputStream file = SampleCustomers.class.getResourceAsStream(FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(CsvLine::split)
          .map(SampleCustomers::sample)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(List<String> values) {
    return new Sample(
        values.get(0),
        values.get(1),
        new PageRow(values.subList(LABELS, LABELS + RawSchema.COLUMNS.size())));
  }
}

package org.bankrs.job.bundle;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The bundle's table of contents, as JSON in manifest.json.
 *
 * @param format version of this form
 * @param model name of the model
 * @param version the test month and a part of the checksums' digest
 * @param createdAt an instant in ISO 8601
 * @param products codes in order
 * @param thresholds by product code
 * @param constant codes of the products with a constant model
 * @param months which months did what
 * @param history how many earlier months of a customer the model looks at; 0: none
 * @param trainer how the models were trained
 * @param seed for everything random
 * @param rows how many rows did what
 * @param dataDigest of the cleaned rows
 * @param versions of this project, Spark, Java and the source code
 * @param metrics of the model on the test month
 * @param checksums SHA-256 in hexadecimal of every other file, by path in the bundle
 */
public record Manifest(
    int format,
    String model,
    String version,
    String createdAt,
    List<String> products,
    Map<String, Double> thresholds,
    List<String> constant,
    Months months,
    int history,
    TrainerInfo trainer,
    long seed,
    Rows rows,
    String dataDigest,
    Map<String, String> versions,
    Map<String, Double> metrics,
    SortedMap<String, String> checksums) {
  /** The form that this code writes and reads. */
  public static final int FORMAT = 1;

  /** Snapshot months such as 2015-01. */
  public record Months(List<String> train, String validation, String test) {}

  /**
   * How the models were trained; {@code parameters} are the trainer's own, by the names of their
   * options.
   */
  public record TrainerInfo(
      String name,
      int trees,
      int depth,
      double step,
      int bins,
      int minPositives,
      int partitions,
      Map<String, Double> parameters) {}

  /** Numbers of rows. */
  public record Rows(long source, long train, long validation, long test) {}
}

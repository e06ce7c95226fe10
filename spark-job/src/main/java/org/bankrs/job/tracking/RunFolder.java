package org.bankrs.job.tracking;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.bankrs.job.NewPlace;
import org.bankrs.job.bundle.BundleFiles;
import org.bankrs.schema.RawSchema;

/**
 * The files of a run beside its bundle: {@code <bundle>.run/run.json} and {@code sample.csv}, on
 * any Hadoop file system.
 */
final class RunFolder {
  private RunFolder() {}

  /**
   * Writes the files under a hidden name and renames their folder, so that a reader sees all or
   * nothing. A folder of an earlier bundle at the same place is replaced.
   *
   * @param files texts by file name
   * @return the folder
   */
  static Path write(Configuration configuration, String bundle, Map<String, String> files) {
    Path target = new Path(bundle).suffix(".run");
    NewPlace place = NewPlace.at(configuration, target);
    BundleFiles folder = BundleFiles.at(configuration, place.hidden());
    boolean done = false;
    try {
      folder.create();
      files.forEach(folder::write);
      BundleFiles.at(configuration, target).delete();
      place.reveal();
      done = true;
    } finally {
      if (!done) {
        place.discard();
      }
    }
    return target;
  }

  /** Raw rows as CSV with the header of the bank's files; a missing value is an empty field. */
  static String csv(List<Map<String, String>> rows) {
    StringBuilder csv = new StringBuilder(String.join(",", RawSchema.NAMES)).append('\n');
    for (Map<String, String> row : rows) {
      csv.append(
              RawSchema.NAMES.stream()
                  .map(name -> field(row.getOrDefault(name, "")))
                  .collect(Collectors.joining(",")))
          .append('\n');
    }
    return csv.toString();
  }

  private static String field(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}

package org.bankrs.job.explore;

import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.page.Charts;
import org.bankrs.job.page.Page;
import org.bankrs.job.page.PageFile;
import org.bankrs.job.panel.Panel;
import org.bankrs.job.source.Source;
import org.bankrs.schema.SnapshotMonth;

/** The data study as a story: read and check, count, draw, write. */
public final class Exploration {
  private static final int MIN_MONTHS = 1;

  private Exploration() {}

  /**
   * Writes the study of a source as one page. The source is read once, the cached rows once more.
   *
   * @param asOf the newest month to use
   * @param partitions how many parts
   * @param out the page's place, which must not exist
   * @throws IllegalStateException when Java has no font to draw with
   * @throws IllegalArgumentException when there is something at the place already
   * @throws org.bankrs.job.DataRefusedException when the rows cannot be used; nothing is written
   */
  public static void run(
      SparkSession session,
      Source source,
      Optional<SnapshotMonth> asOf,
      int partitions,
      String out,
      Progress progress) {
    Charts.requireFonts();
    try (PageFile file = PageFile.begin(session.sparkContext().hadoopConfiguration(), out);
        Panel panel =
            progress.stage(
                "read and check",
                () -> Panel.read(session, source, asOf, partitions, MIN_MONTHS))) {
      Study study = progress.stage("count", () -> Study.of(panel));
      Page page =
          progress.stage("draw", () -> StudyPage.of(source.description(), panel.summary(), study));
      file.write(page.html());
    }
  }
}

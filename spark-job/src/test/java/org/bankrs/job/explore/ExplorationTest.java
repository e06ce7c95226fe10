package org.bankrs.job.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.sql.SparkSession;
import org.bankrs.job.Progress;
import org.bankrs.job.SparkTest;
import org.bankrs.job.page.Pages;
import org.bankrs.job.source.Source;
import org.bankrs.schema.SnapshotMonth;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import scala.jdk.javaapi.CollectionConverters;

class ExplorationTest {
  @TempDir private static Path folder;

  private static SparkSession session;
  private static Path csv;
  private static Document page;
  private static final AtomicInteger SCANS = new AtomicInteger();
  private static final AtomicLong RECORDS = new AtomicLong();

  @BeforeAll
  static void explore() throws Exception {
    session = SparkTest.session();
    csv = SmallPanel.write(folder.resolve("rows.csv"));
    SparkListener listener = new SourceScans();
    session.sparkContext().addSparkListener(listener);
    try {
      page = explore(folder.resolve("page.html"), Optional.empty());
      session.sparkContext().listenerBus().waitUntilEmpty();
    } finally {
      session.sparkContext().removeSparkListener(listener);
    }
  }

  /** Counts the stages that read files, and their records. */
  private static final class SourceScans extends SparkListener {
    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
      boolean reads =
          CollectionConverters.asJava(stage.stageInfo().rddInfos()).stream()
              .anyMatch(rdd -> rdd.name().equals("FileScanRDD"));
      if (reads) {
        SCANS.incrementAndGet();
        RECORDS.addAndGet(stage.stageInfo().taskMetrics().inputMetrics().recordsRead());
      }
    }
  }

  @Test
  void thePageSaysWhatTheRowsHold() {
    Pages.assertSelfContained(page);
    Pages.assertOneSentenceEach(page);
    assertThat(Pages.texts(page, "h2"))
        .containsExactly(
            "Overview",
            "Sizes by month",
            "Missing values",
            "Customers",
            "Products held",
            "Acquisitions and drops",
            "Products that go together",
            "Who acquires");
    Map<String, String> sentences = sentences(page);
    assertThat(sentences)
        .containsEntry(
            "Rows by month",
            "From 2015-01 to 2015-04 the rows go from 119 to 119; the largest step is that of"
                + " 2015-02, 1 more.")
        .containsEntry(
            "Customers who appear and who leave",
            "Most customers appear in 2015-02: 1; over all months 100.0 leave for 100 who appear.")
        .containsEntry(
            "Age",
            "Customers aged \"20 to 29\" acquire most often, 15.6 % a month, against none aged"
                + " \"50 to 59\".")
        .containsEntry(
            "Channels, the 2 most frequent",
            "2 of 2 channels (KHE, <b>KAT</b>) bring 100.0 % of the rows with a channel.")
        .containsEntry(
            "Number of products a customer holds, 2015-04",
            "A customer holds 1.01 products in the mean; 0.840 % hold none, 97.5 % just one.")
        .containsEntry(
            "Acquisitions and drops by month",
            "Most is acquired in 2015-03: 24, 12.0 times the median month; over all months 92.9"
                + " products are dropped for 100 acquired.")
        .containsEntry(
            "Acquisitions by product and month",
            "Acquisitions of reca peak in 2015-03: 24, 12.0 times the median month.")
        .containsEntry(
            "Acquisitions by product",
            "Taxes (reca) makes up 100.0 % of the 28 acquisitions, the first five products 100.0 %.")
        .containsEntry(
            "Activity",
            "Customers that are \"active\" acquire most often, 23.3 % a month, against none that"
                + " are \"not active\".");
    assertThat(sentences.get("Share of rows without a usable value, by raw column"))
        .contains("worst is ind_empleado (100.0 %)");
    assertThat(sentences.get("Income")).startsWith("The median income is about 100,");
  }

  @Test
  void theSourceIsReadOnce() {
    assertThat(SCANS).hasValue(1);
    assertThat(RECORDS).hasValue(SmallPanel.ROWS);
  }

  @Test
  void oneMonthIsEnough() throws Exception {
    Document january =
        explore(folder.resolve("january.html"), Optional.of(SnapshotMonth.of(2015, 1)));

    Pages.assertOneSentenceEach(january);
    assertThat(sentences(january)).containsEntry("Rows by month", "2015-01 has 119 rows.");
    assertThat(Pages.texts(january, "p"))
        .contains("Acquisitions and drops are seen from two months on.");
  }

  @Test
  void anExistingPageIsRefusedBeforeAnyWork() throws Exception {
    Path out = Files.writeString(folder.resolve("old.html"), "old");
    Source missing =
        Source.of(folder.resolve("missing.csv").toString(), Optional.empty(), Map.of());
    assertThatThrownBy(() -> run(missing, out, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--out")
        .hasMessageContaining("exists");
    assertThat(out).hasContent("old");
  }

  private static Document explore(Path out, Optional<SnapshotMonth> asOf) throws Exception {
    run(Source.of(csv.toString(), Optional.empty(), Map.of()), out, asOf);
    return Pages.parse(Files.readString(out));
  }

  private static void run(Source source, Path out, Optional<SnapshotMonth> asOf) {
    Progress progress =
        new Progress(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    Exploration.run(session, source, asOf, 3, out.toString(), progress);
  }

  /** The sentences by the titles of their pictures; of two pictures of one title the last. */
  private static Map<String, String> sentences(Document page) {
    Map<String, String> sentences = new HashMap<>();
    NodeList figures = page.getElementsByTagName("figure");
    for (int i = 0; i < figures.getLength(); i++) {
      Element figure = (Element) figures.item(i);
      String title = figure.getElementsByTagName("h3").item(0).getTextContent();
      sentences.put(title, figure.getElementsByTagName("figcaption").item(0).getTextContent());
    }
    return sentences;
  }
}

package org.bankrs.scoring.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.schema.CustomerMonth;
import org.bankrs.schema.Product;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.Settings;
import org.bankrs.scoring.bundle.BundleReader;
import org.bankrs.scoring.bundle.Challenger;
import org.bankrs.scoring.bundle.EditableBundle;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.metrics.ShadowMetrics;
import org.bankrs.scoring.row.ReadRow;
import org.bankrs.scoring.row.RowReader;
import org.bankrs.scoring.score.CustomerScorer;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowScoringTest {
  private static final Product CARD = Product.TJCR;
  private static final Product DEBIT = Product.RECIBO;

  @TempDir Path folder;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private ShadowScoring shadow;
  private Challenger challenger;

  @AfterEach
  void end() {
    shadow.stop(new ShutdownEvent());
  }

  /** A service whose challenger is looked for in a folder. */
  private void create(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("bankrs.shadow.path", folder.resolve("challenger").toString());
    ScoringConfig config = Settings.of(all).getConfigMapping(ScoringConfig.class);
    challenger = new Challenger(config);
    Comparison comparison = new Comparison();
    shadow =
        new ShadowScoring(
            challenger, comparison, new ShadowMetrics(registry, challenger, comparison), config);
    lookTwice();
  }

  private void lookTwice() {
    challenger.look();
    challenger.look();
  }

  private EditableBundle bundle(String name) {
    EditableBundle bundle = EditableBundle.copyTo(folder.resolve(name));
    bundle.editManifest(manifest -> manifest.put("version", name));
    return bundle;
  }

  private void start() {
    shadow.start(new StartupEvent());
  }

  private void offer(ModelBundle champion, List<JsonNode> rows) {
    CustomerScorer.Session session = champion.scorer().newSession();
    for (JsonNode row : rows) {
      List<CustomerMonth> months = months(row);
      shadow.offer(champion, months, session.score(months));
    }
  }

  private static List<CustomerMonth> months(JsonNode row) {
    try (JsonParser parser = new JsonFactory().createParser(row.toString())) {
      parser.nextToken();
      return ((ReadRow.Customer) new RowReader(0).read(parser)).months();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> rows() {
    return ExampleBundle.verificationRows().stream().map(line -> line.get("row")).toList();
  }

  private double counter(String name) {
    return registry.get("shadow." + name).counter().count();
  }

  private double gauge(String name, Product product) {
    return registry.get("shadow." + name).tag("product", product.code()).gauge().value();
  }

  private double version() {
    return registry.get("shadow.version").gauge().value();
  }

  private void awaitCompared(double rows) {
    Eventually.await("the comparison of " + rows + " rows", () -> counter("compared") >= rows);
    assertThat(counter("compared")).isEqualTo(rows);
  }

  private static boolean holds(JsonNode row, Product product) {
    return row.get(product.column()).textValue().strip().equals("1");
  }

  @Test
  void saysHowOftenAndHowFarBothDiffer() {
    EditableBundle yes = EditableBundle.copyTo(folder.resolve("champion"));
    yes.decide("[1.0,0.0]", "champion");
    EditableBundle no = EditableBundle.copyTo(folder.resolve("challenger"));
    no.decide("[0.0,1.0]", "challenger");
    no.swap(CARD, DEBIT);
    create(Map.of("bankrs.shadow.share", "1"));
    start();
    offer(BundleReader.read(yes.path()), rows());

    awaitCompared(rows().size());
    assertThat(version()).isPositive();
    for (Product product : Product.ALL) {
      List<JsonNode> eligible =
          ExampleBundle.verificationRows().stream()
              .filter(line -> !holds(line.get("row"), product))
              .toList();
      assertThat(eligible).isNotEmpty();
      assertThat(gauge("disagreement", product)).as(product.code()).isEqualTo(1);
      double distance =
          product.equals(CARD) || product.equals(DEBIT)
              ? eligible.stream().mapToDouble(ShadowScoringTest::distance).average().orElseThrow()
              : 0;
      assertThat(gauge("distance", product)).as(product.code()).isCloseTo(distance, within(1e-12));
    }
    assertThat(gauge("distance", DEBIT)).isPositive();
    assertThat(counter("dropped")).isZero();
    assertThat(counter("failed")).isZero();
  }

  /** How far Spark's probabilities of the two products lie apart. */
  private static double distance(JsonNode line) {
    JsonNode probabilities = line.get("probabilities");
    return Math.abs(
        probabilities.get(CARD.ordinal()).doubleValue()
            - probabilities.get(DEBIT.ordinal()).doubleValue());
  }

  @Test
  void rowsBeyondTheQueueAreLeftOutAndCounted() {
    ModelBundle champion = BundleReader.read(bundle("champion").path());
    bundle("challenger");
    create(Map.of("bankrs.shadow.share", "1", "bankrs.shadow.queue", "10"));
    // Nobody takes rows from the queue yet.
    offer(champion, rows().subList(0, 25));
    assertThat(counter("dropped")).isEqualTo(15);
    start();
    awaitCompared(10);
  }

  @Test
  void onlyAShareIsScored() {
    ModelBundle champion = BundleReader.read(bundle("champion").path());
    bundle("challenger");
    create(Map.of("bankrs.shadow.share", "0.25", "bankrs.shadow.queue", "1"));
    offer(champion, Collections.nCopies(4000, rows().get(0)));
    // 27 are one standard deviation.
    assertThat(counter("dropped")).isBetween(800.0, 1200.0);
  }

  @Test
  void comesGoesAndBecomesChampion() throws IOException {
    ModelBundle champion = BundleReader.read(bundle("champion").path());
    create(Map.of("bankrs.shadow.share", "1"));
    start();
    offer(champion, rows());
    assertThat(version()).isZero();

    EditableBundle next = bundle("challenger");
    lookTwice();
    offer(champion, rows().subList(0, 3));
    awaitCompared(3);

    // It is in use now: there is nobody to be compared with.
    offer(BundleReader.read(next.path()), rows());
    Files.move(next.path(), folder.resolve("gone"));
    lookTwice();
    assertThat(challenger.bundle()).isEmpty();
    assertThat(version()).isZero();
    offer(champion, rows());
    assertThat(counter("compared")).isEqualTo(3);
    assertThat(counter("dropped")).isZero();
    Eventually.await("a distance of 0", () -> gauge("distance", DEBIT) == 0);
    assertThat(gauge("distance", DEBIT)).isZero();
  }

  @Test
  void aDamagedChallengerIsNone() {
    ModelBundle champion = BundleReader.read(bundle("champion").path());
    EditableBundle damaged = bundle("challenger");
    damaged.edit("report.html", text -> text + " ");
    create(Map.of("bankrs.shadow.share", "1"));
    start();
    offer(champion, rows());
    assertThat(challenger.bundle()).isEmpty();

    damaged.edit("report.html", text -> text.substring(0, text.length() - 1));
    lookTwice();
    offer(champion, rows().subList(0, 2));
    awaitCompared(2);
  }

  @Test
  void aChallengerThatFailsOnARowIsCountedAndGoesOn() {
    ModelBundle champion = BundleReader.read(bundle("champion").path());
    bundle("challenger");
    create(Map.of("bankrs.shadow.share", "1"));
    start();
    List<CustomerMonth> months = months(rows().get(0));
    // No model can score a customer without a month.
    shadow.offer(champion, List.of(), champion.scorer().newSession().score(months));
    offer(champion, rows().subList(0, 1));

    awaitCompared(1);
    assertThat(counter("failed")).isEqualTo(1);
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    create(Map.of());
    assertThatThrownBy(() -> create(Map.of("bankrs.shadow.share", "10")))
        .hasMessageContaining("BANKRS_SHADOW_SHARE is 10.0: expected a share of the rows, 0 to 1");
  }
}

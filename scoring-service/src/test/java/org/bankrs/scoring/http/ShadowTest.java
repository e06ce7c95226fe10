package org.bankrs.scoring.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bankrs.schema.Product;
import org.bankrs.scoring.ExampleBundle;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A challenger beside the model in use: it is compared, and no answer shows it. */
@QuarkusTest
@TestProfile(OperatedService.class)
class ShadowTest {
  private static final int CLIENTS = 4;
  private static final int REQUESTS = 50;

  @Inject MeterRegistry registry;

  @AfterEach
  void alone() {
    OperatedService.endChallenge();
    awaitChallenger("");
  }

  @Test
  void underLoadAnswersAreThoseOfTheModelInUseWhateverTheChallengerIs() throws Exception {
    OperatedService.link(OperatedService.YES);
    Calls.answer(Calls.postWithKey("/admin/reload", "application/json", ""));
    String row = ExampleBundle.row(0).toString();
    String lines = row + "\n" + row + "\n";
    JsonNode alone = Calls.answer(post(row));
    double before = left();

    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      Callable<Void> client =
          () -> {
            for (int i = 0; i < REQUESTS; i++) {
              assertThat(Calls.answer(post(row))).isEqualTo(alone);
              Response stream = Calls.postWithKey("/predict", PredictionResource.NDJSON, lines);
              stream.then().statusCode(200);
              assertThat(stream.asString().lines().map(ExampleBundle::parse)).containsOnly(alone);
            }
            return null;
          };
      List<Future<Void>> clients = new ArrayList<>();
      for (String challenger : List.of(OperatedService.NO, OperatedService.DAMAGED)) {
        OperatedService.challenge(challenger);
        awaitChallenger(challenger.equals(OperatedService.NO) ? challenger : "");
        clients.addAll(Stream.generate(() -> threads.submit(client)).limit(2).toList());
      }
      for (Future<Void> ended : clients) {
        ended.get();
      }
    }
    assertThat(left()).isGreaterThan(before);
    assertThat(counter("failed")).isZero();
  }

  @Test
  void whatDiffersIsMeasuredByProduct() {
    OperatedService.link(OperatedService.YES);
    Calls.answer(Calls.postWithKey("/admin/reload", "application/json", ""));
    OperatedService.challenge(OperatedService.NO);
    awaitChallenger(OperatedService.NO);
    double before = left();
    JsonNode row = ExampleBundle.row(0);
    Calls.answer(post(row.toString()));

    Eventually.await("the left-out request", () -> left() > before);
    assertThat(left()).isEqualTo(before + 1);
    assertThat(
            Product.ALL.stream()
                .filter(product -> disagreement(product) == 1)
                .collect(Collectors.toSet()))
        .isEqualTo(
            Product.ALL.stream()
                .filter(product -> !row.get(product.column()).textValue().strip().equals("1"))
                .collect(Collectors.toSet()));
  }

  private static Response post(String row) {
    return Calls.postWithKey("/predict", "application/json", row);
  }

  private static void awaitChallenger(String version) {
    Eventually.awaitEqual(
        "the challenger", version, Duration.ofSeconds(30), ShadowTest::challenger);
  }

  private static String challenger() {
    return Calls.answer(Calls.get("/")).path("challenger").asText("");
  }

  /** Rows that went through the queue or did not fit. */
  private double left() {
    return counter("compared") + counter("dropped");
  }

  private double counter(String name) {
    return registry.get("shadow." + name).counter().count();
  }

  private double disagreement(Product product) {
    return registry.get("shadow.disagreement").tag("product", product.code()).gauge().value();
  }
}

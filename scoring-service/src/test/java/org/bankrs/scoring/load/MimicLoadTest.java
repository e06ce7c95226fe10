package org.bankrs.scoring.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bankrs.testservices.Eventually;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MimicLoadTest {
  private static final List<String> ENDPOINTS = List.of("predict", "predict_proba", "random");
  private static final int REQUESTS = 400;

  @Inject MeterRegistry registry;
  @TestHTTPResource URI service;

  @Test
  void whatIsSentIsWhatTheServiceCounts() {
    Map<String, Long> before = counted();
    // Each connection waits for its answer, so that no machine is too slow for what is sent.
    MimicLoad run =
        run("--connections", "4", "--requests", Integer.toString(REQUESTS), "--bad", "0.2");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.out()).doesNotContain("unexpected", "no answer", "no connection", "turned away");
    long answered = 0;
    for (String endpoint : ENDPOINTS) {
      answered += run.count("/" + endpoint, 200);
    }
    long refused = REQUESTS - answered;
    // A fifth of the nine tenths that are rows.
    assertThat(refused).isBetween(40L, 110L);
    assertThat(run.count("/predict", 422) + run.count("/predict", 400)).isPositive();
    assertThat(run.count("/random", 422) + run.count("/random", 400)).isZero();

    Eventually.await(
        "the counters of all requests",
        () -> ENDPOINTS.stream().mapToLong(e -> increase(before, e)).sum() >= REQUESTS);
    for (String endpoint : ENDPOINTS) {
      String path = "/" + endpoint;
      assertThat(increase(before, endpoint))
          .as(run.out())
          .isEqualTo(run.count(path, 200) + run.count(path, 400) + run.count(path, 422));
    }
    assertThat(increase(before, "422") + increase(before, "400")).isEqualTo(refused);
  }

  @Test
  void aClosedLoopEndsAtItsCountToo() {
    MimicLoad run = run("--connections", "2", "--requests", "60", "--bad", "0");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    long answered =
        run.count("/predict", 200) + run.count("/predict_proba", 200) + run.count("/random", 200);
    assertThat(answered).as(run.out()).isEqualTo(60);
  }

  @Test
  void driftedRowsAreAnsweredLikeOthers() {
    MimicLoad run =
        run(
            "--rate",
            "300",
            "--duration",
            "500ms",
            "--bad",
            "0",
            "--day",
            "500ms",
            "--drift",
            "income=+30%",
            "--drift",
            "new-channel");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.out())
        .contains("drift income=+30%, new-channel")
        .doesNotContain("unexpected", "refused");
    assertThat(run.count("/predict", 200)).isPositive();
  }

  private MimicLoad run(String... arguments) {
    return MimicLoad.run(service, Map.of(), arguments);
  }

  private long increase(Map<String, Long> before, String name) {
    return counted().get(name) - before.get(name);
  }

  /** Requests by endpoint, and answers by code. */
  private Map<String, Long> counted() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String endpoint : ENDPOINTS) {
      counts.put(endpoint, registry.get("response_time").tag("endpoint", endpoint).timer().count());
    }
    for (String code : List.of("400", "422")) {
      double count = registry.get("response_code").tag("code", code).counter().count();
      counts.put(code, (long) count);
    }
    return counts;
  }
}

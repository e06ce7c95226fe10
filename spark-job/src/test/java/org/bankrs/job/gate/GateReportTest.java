package org.bankrs.job.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.page.Pages;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class GateReportTest {
  private static final GateRules RULES =
      new GateRules(0.05, 0.02, 100, 0.1, 0.002, 5000, 100, 200, 42);

  @Test
  void aRefusalNamesCriterionValueAndBoundEverywhere() throws Exception {
    GateReport report =
        report(
            Criterion.atLeast("MAP@7 against champion", 0.021, 0.0215),
            Criterion.atMost("calibration error", 0.001, 0.002).noting("champion has <0.001>"));

    assertThat(report.passed()).isFalse();
    assertThat(report.failed().toString())
        .isEqualTo("[MAP@7 against champion: 0.021000, expected at least 0.021500]");
    assertThat(report.text())
        .contains("refused: challenger version 2, champion version 1, on 2016-04")
        .containsPattern("FAIL MAP@7 against champion +0.021000 +at least 0.021500")
        .containsPattern("ok +calibration error");
    Document page = Pages.parse(report.html());
    Pages.assertSelfContained(page);
    assertThat(Pages.texts(page, "li")).contains(report.failed().get(0).toString());
    assertThat(Pages.texts(page, "td")).contains("champion has <0.001>", "FAILED", "passed");
    JsonNode json = Json.read("report", Json.pretty(report), JsonNode.class);
    assertThat(json.path("passed").asBoolean(true)).isFalse();
    assertThat(json.path("month").asText()).isEqualTo("2016-04");
    assertThat(json.at("/criteria/0/bound").asDouble()).isEqualTo(0.0215);
    assertThat(json.at("/rules/mapMargin").asDouble()).isEqualTo(0.05);
    assertThat(json.at("/metrics/champion/MAP@7").asDouble()).isEqualTo(0.0215);
  }

  @Test
  void whatCouldNotBeMeasuredIsRefused() {
    assertThat(report(Criterion.atLeast("MAP@7", Double.NaN, 0)).passed()).isFalse();
    assertThat(report(Criterion.atMost("log-loss", Double.NaN, 1)).passed()).isFalse();
    assertThat(report(Criterion.atLeast("MAP@7", 0.02, 0.02)).passed()).as("equal").isTrue();
  }

  @Test
  void quantilesAreInterpolated() {
    double[] values = {3, 1, 2, 4, 5};
    assertThat(Criteria.quantile(values, 0)).isEqualTo(1);
    assertThat(Criteria.quantile(values, 0.5)).isEqualTo(3);
    assertThat(Criteria.quantile(values, 0.9)).isCloseTo(4.6, within(1e-12));
    assertThat(values).as("left as they were").containsExactly(3, 1, 2, 4, 5);
  }

  @Test
  void rulesOutOfRangeAreRefusedByTheirOption() {
    assertThatThrownBy(() -> new GateRules(-1, 0, 1, 0, 0, 1, 1, 20, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--map-margin");
    assertThatThrownBy(() -> new GateRules(0, 0, 1, 0, 0, 1, 1, 5, 1))
        .hasMessageContaining("--replicates 5.0: expected at least 20");
  }

  private static GateReport report(Criterion... criteria) {
    return GateReport.of(
        "bank-rs",
        "version 2",
        "version 1",
        "2016-04",
        List.of(criteria),
        RULES,
        Map.of("challenger", Map.of("MAP@7", 0.021), "champion", Map.of("MAP@7", 0.0215)));
  }
}

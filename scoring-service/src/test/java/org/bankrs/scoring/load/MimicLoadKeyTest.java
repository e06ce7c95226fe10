package org.bankrs.scoring.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.bankrs.scoring.http.OperatedService;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OperatedService.class)
class MimicLoadKeyTest {
  @TestHTTPResource URI service;

  @Test
  void theKeyComesFromTheEnvironment() {
    MimicLoad run =
        MimicLoad.run(
            service,
            Map.of("BANKRS_API_KEY", OperatedService.KEY),
            "--connections",
            "1",
            "--requests",
            "20");
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.count("/predict", 200)).isPositive();
    assertThat(run.out()).doesNotContain("unexpected", OperatedService.KEY);
  }

  @Test
  void withoutItNothingIsSent() {
    MimicLoad none = MimicLoad.run(service, Map.of());
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.errors().lines())
        .singleElement()
        .asString()
        .contains("wants an API key: set BANKRS_API_KEY");
    MimicLoad wrong = MimicLoad.run(service, Map.of("BANKRS_API_KEY", "wrong"));
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.errors()).contains("does not take the API key");
  }
}

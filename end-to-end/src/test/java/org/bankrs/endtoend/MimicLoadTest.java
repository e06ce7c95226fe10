package org.bankrs.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code run_mimic_load.sh} against the packaged service. */
@Tag("services")
class MimicLoadTest {
  @Test
  void rehearsesADayInTwoSeconds() throws Exception {
    RunningService service = RunningService.ofExampleBundle();
    Repository.Ended ended =
        Repository.run(
            List.of(
                "./run_mimic_load.sh",
                "--url",
                service.address().toString(),
                "--rate",
                "100",
                "--duration",
                "2s",
                "--drift",
                "income=+30%"),
            Map.of(),
            Duration.ofMinutes(1));
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("open loop of 100 requests a second", "p99.9 ms", "/predict_proba")
        .doesNotContain("unexpected", "no connection");
  }
}

package org.bankrs.job.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowSettingsTest {
  @Test
  void aServerAloneIsEnough() {
    MlflowSettings settings = MlflowSettings.of(Map.of("MLFLOW_TRACKING_URI", "https://host/ml//"));

    assertThat(settings.server()).hasToString("https://host/ml");
    assertThat(settings.experiment()).isEqualTo("bank-rs");
    assertThat(settings.authorization()).isEmpty();
  }

  @Test
  void userAndPasswordGoBeforeAToken() {
    Map<String, String> environment =
        Map.of(
            "MLFLOW_TRACKING_URI", "http://host:5000",
            "MLFLOW_TRACKING_USERNAME", "ana",
            "MLFLOW_TRACKING_PASSWORD", "secret",
            "MLFLOW_TRACKING_TOKEN", "token");

    assertThat(MlflowSettings.of(environment).authorization()).hasValue("Basic YW5hOnNlY3JldA==");
    assertThat(MlflowSettings.of(environment)).hasToString("MLflow at http://host:5000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:/tmp/mlruns", "sqlite:///mlflow.db", "host:5000", "databricks", "a b"})
  void whatIsNoServerIsRefused(String uri) {
    assertThatThrownBy(() -> MlflowSettings.of(Map.of("MLFLOW_TRACKING_URI", uri)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("MLFLOW_TRACKING_URI", "expected http://HOST:PORT");
  }

  @Test
  void aPasswordInTheAddressIsRefusedWithoutShowingIt() {
    assertThatThrownBy(
            () -> MlflowSettings.of(Map.of("MLFLOW_TRACKING_URI", "http://ana:secret@host")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MLFLOW_TRACKING_PASSWORD")
        .hasMessageNotContaining("secret");
  }
}

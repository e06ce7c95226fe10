package org.bankrs.scoring.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bankrs.scoring.Eventually;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OperatedService.class)
class AccessLogTest {
  @Test
  void everyRequestHasALineWithoutPersonalData() {
    try (Lines lines = new Lines()) {
      given()
          .header(KeyCheck.HEADER, OperatedService.KEY)
          .contentType("application/json")
          .body("{\"ncodpers\": 1234567, \"nomprov\": \"MADRID\"}")
          .post("/predict?lang=code&name=Smith")
          .then()
          .statusCode(200);
      Eventually.await(() -> !lines.texts.isEmpty());
      assertThat(lines.texts)
          .singleElement()
          .asString()
          .contains("POST /predict 200")
          .doesNotContain("1234567", "MADRID", "Smith", "127.0.0.1", OperatedService.KEY);
    }
  }

  /** What the access log says meanwhile. */
  private static final class Lines extends Handler implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("io.quarkus.http.access-log");

    private final List<String> texts = new CopyOnWriteArrayList<>();

    Lines() {
      LOG.addHandler(this);
    }

    @Override
    public void publish(LogRecord logRecord) {
      texts.add(logRecord.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      LOG.removeHandler(this);
    }
  }
}

package org.bankrs.load.report;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stressPeakUsers;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bankrs.load.Call;
import org.bankrs.load.Endpoint;
import org.bankrs.load.Months;
import org.bankrs.load.Traffic;
import org.bankrs.schema.History;

/**
 * A bank's day in less than a minute: night, morning, noon with a burst, evening. The system
 * properties {@code load.url}, {@code load.rate} (requests a second at noon) and {@code
 * load.seconds} say where, how many and how long.
 */
public final class BankDaySimulation extends Simulation {
  private static final int MOST_SECONDS = 60;
  private static final Months MONTHS = new Months(Months.LAST, History.EARLIER_MONTHS);

  private final double rate = Double.parseDouble(System.getProperty("load.rate", "200"));
  private final int seconds = Math.min(Integer.getInteger("load.seconds", 40), MOST_SECONDS);

  private final HttpProtocolBuilder service =
      http.baseUrl(System.getProperty("load.url", "http://localhost:8080"))
          .shareConnections()
          .disableCaching();

  private final ScenarioBuilder customers =
      scenario("Customers")
          .feed(calls())
          .exec(
              doIfOrElse(session -> session.getString("path").equals(Endpoint.RANDOM.path()))
                  .then(http("GET /random").get("/random").check(status().is(Call.OK)))
                  .orElse(
                      http("#{name}")
                          .post("#{path}")
                          .header("Content-Type", "application/json")
                          .body(ByteArrayBody(session -> session.get("body")))
                          .check(status().is(session -> session.getInt("expected")))));

  /** Made by Gatling. */
  public BankDaySimulation() {
    setUp(customers.injectOpen(day()))
        .protocols(service)
        .maxDuration(MOST_SECONDS)
        .assertions(global().failedRequests().percent().lt(1.0));
  }

  private List<OpenInjectionStep> day() {
    int part = Math.max(seconds / 4, 1);
    return List.of(
        constantUsersPerSec(rate / 10).during(part),
        rampUsersPerSec(rate / 10).to(rate).during(part),
        stressPeakUsers((int) rate).during(2),
        constantUsersPerSec(rate).during(part),
        rampUsersPerSec(rate).to(rate / 5).during(part));
  }

  private static Iterator<Map<String, Object>> calls() {
    Traffic traffic = new Traffic(1, 0.01, List.of(), MONTHS);
    return LongStream.iterate(0, index -> index + 1)
        .mapToObj(traffic::call)
        .map(BankDaySimulation::values)
        .iterator();
  }

  private static Map<String, Object> values(Call call) {
    String name = (call.isBad() ? "bad row to " : "POST ") + call.endpoint().path();
    return Map.of(
        "name", name,
        "path", call.endpoint().path(),
        "body", call.body(),
        "expected", call.expectedStatus());
  }
}

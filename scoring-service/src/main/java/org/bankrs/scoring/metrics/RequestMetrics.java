package org.bankrs.scoring.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts and times every request but those under /q: probes would drown what users do. Thread-safe.
 */
@Singleton
final class RequestMetrics {
  private static final int BEFORE_ALL_OTHERS = Integer.MAX_VALUE;
  private static final String MANAGEMENT = "/q/";

  private final MeterRegistry registry;
  private final Counter requests;
  private final Timer responseTime;
  private final Map<String, Timer> responseTimeByEndpoint;
  private final Map<Integer, Counter> responseCodes = new ConcurrentHashMap<>();
  private final Map<String, Map<Outcome, Counter>> outcomes;
  private final Counter shed;

  /** How a request ended. */
  enum Outcome {
    SUCCESS,
    CLIENT_ERROR,
    SHED,
    SERVER_ERROR;

    private static final int TOO_MANY_REQUESTS = 429;

    static Outcome of(int code) {
      if (code < 400) {
        return SUCCESS;
      }
      if (code == TOO_MANY_REQUESTS) {
        return SHED;
      }
      return code < 500 ? CLIENT_ERROR : SERVER_ERROR;
    }

    String part() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.requests = registry.counter(MetricNames.REQUESTS);
    this.responseTime = registry.timer(MetricNames.RESPONSE_TIME);
    this.responseTimeByEndpoint =
        byEndpoint(
            name -> registry.timer(MetricNames.RESPONSE_TIME, MetricNames.ENDPOINT_TAG, name));
    this.outcomes = byEndpoint(this::outcomes);
    this.shed = registry.counter(MetricNames.SHED);
    // Those of every day have a series from the start, so that a rate can be drawn from the first
    // one.
    List.of(200, 400, 404, 422, 429, 500, 503).forEach(this::responseCode);
  }

  private static <T> Map<String, T> byEndpoint(Function<String, T> meter) {
    return Stream.concat(MetricNames.ENDPOINTS.stream(), Stream.of(MetricNames.OTHER_ENDPOINT))
        .collect(Collectors.toUnmodifiableMap(Function.identity(), meter));
  }

  private Map<Outcome, Counter> outcomes(String endpoint) {
    return Arrays.stream(Outcome.values())
        .collect(
            Collectors.toUnmodifiableMap(
                Function.identity(),
                outcome ->
                    Counter.builder(MetricNames.OUTCOME)
                        .tags(
                            List.of(
                                Tag.of(MetricNames.ENDPOINT_TAG, endpoint),
                                Tag.of(MetricNames.OUTCOME_TAG, outcome.part())))
                        .register(registry)));
  }

  void register(@Observes Filters filters) {
    filters.register(this::measure, BEFORE_ALL_OTHERS);
  }

  private void measure(RoutingContext context) {
    if (!context.request().path().startsWith(MANAGEMENT)) {
      long start = System.nanoTime();
      context.addEndHandler(
          end -> {
            // A client that broke off got no answer, whatever status was meant for it.
            if (end.succeeded()) {
              answered(context, System.nanoTime() - start);
            }
          });
    }
    context.next();
  }

  private void answered(RoutingContext context, long nanoseconds) {
    int code = context.response().getStatusCode();
    String endpoint = endpoint(context.request().path());
    Outcome outcome = Outcome.of(code);
    requests.increment();
    responseCode(code).increment();
    responseTime.record(nanoseconds, TimeUnit.NANOSECONDS);
    responseTimeByEndpoint.get(endpoint).record(nanoseconds, TimeUnit.NANOSECONDS);
    outcomes.get(endpoint).get(outcome).increment();
    if (outcome == Outcome.SHED) {
      shed.increment();
    }
  }

  private Counter responseCode(int code) {
    return responseCodes.computeIfAbsent(
        code,
        c ->
            registry.counter(MetricNames.RESPONSE_CODE, MetricNames.CODE_TAG, Integer.toString(c)));
  }

  private static String endpoint(String path) {
    if (path.startsWith("/admin/")) {
      return "admin";
    }
    if (path.startsWith("/ui/")) {
      return "ui";
    }
    String name = path.equals("/") ? "root" : path.substring(1);
    return MetricNames.ENDPOINTS.contains(name) ? name : MetricNames.OTHER_ENDPOINT;
  }
}

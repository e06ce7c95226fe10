package org.bankrs.scoring.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bankrs.scoring.ScoringConfig;

/**
 * Every metric the service promises, without the prefix. A metric with tags has their values as the
 * last parts of its name in Graphite; only what is named here is pushed. docs/metrics.md says what
 * each means.
 */
final class MetricNames {
  private static final Set<String> PROMISED = new HashSet<>();

  static final String CPU_LOAD = promised("system.cpu_load");
  static final String MEMORY_FREE_MB = promised("system.memory_free_mb");
  static final String UP_TIME = promised("system.up_time");

  static final String HEAP_USED_MB = promised("jvm.heap_used_mb");
  static final String HEAP_MAX_MB = promised("jvm.heap_max_mb");
  static final String NON_HEAP_USED_MB = promised("jvm.non_heap_used_mb");
  static final String GC_TIME_MS = promised("jvm.gc_time_ms");
  static final String THREADS = promised("jvm.threads");
  static final String RESIDENT_MB = promised("process.resident_mb");

  static final String REQUESTS = promised("requests");

  /** By {@link #CODE_TAG}. */
  static final String RESPONSE_CODE = promised("response_code");

  /** Of all, and by {@link #ENDPOINT_TAG}. */
  static final String RESPONSE_TIME = promised("response_time");

  /** By {@link #ENDPOINT_TAG} and {@link #OUTCOME_TAG}. */
  static final String OUTCOME = promised("outcome");

  static final String SHED = promised("shed");
  static final String IN_WORK = promised("work.in_work");
  static final String WORK_LIMIT = promised("work.limit");
  static final String QUEUED = promised("work.queued");

  /** By {@link #PRODUCT_TAG}. */
  static final String TARGET = promised("target");

  static final String SCORED = promised("scored");
  static final String NONE_RECOMMENDED = promised("none_recommended");

  static final String MODEL_VERSION = promised("model.version");
  static final String MODEL_LOADED = promised("model.loaded");
  static final String MODEL_REFUSED = promised("model.refused");
  static final String MODEL_REFUSALS = promised("model.refusals");

  /** By {@link #METRIC_TAG}: what the manifest of the model in use says of its test month. */
  static final String MODEL_TEST = promised("model.test");

  static final String SHADOW_VERSION = promised("shadow.version");
  static final String SHADOW_COMPARED = promised("shadow.compared");
  static final String SHADOW_DROPPED = promised("shadow.dropped");
  static final String SHADOW_FAILED = promised("shadow.failed");

  /** By {@link #PRODUCT_TAG}. */
  static final String SHADOW_DISAGREEMENT = promised("shadow.disagreement");

  /** By {@link #PRODUCT_TAG}. */
  static final String SHADOW_DISTANCE = promised("shadow.distance");

  /** By {@link #FEATURE_TAG}. */
  static final String DRIFT = promised("drift");

  /** By {@link #FEATURE_TAG}. */
  static final String MISSING = promised("missing");

  /** By {@link #FEATURE_TAG}. */
  static final String UNSEEN = promised("unseen");

  /** By {@link #PRODUCT_TAG}. */
  static final String SCORE_DRIFT = promised("score_drift");

  /** By {@link #PRODUCT_TAG}. */
  static final String MEAN_SCORE = promised("mean_score");

  static final String DRIFT_ROWS = promised("drift_rows");
  static final String DRIFT_ALARMS = promised("drift_alarms");

  static final String GRAPHITE_BUFFERED = promised("graphite.buffered");
  static final String GRAPHITE_DROPPED = promised("graphite.dropped");
  static final String GRAPHITE_FAILURES = promised("graphite.failures");

  static final String CODE_TAG = "code";
  static final String ENDPOINT_TAG = "endpoint";
  static final String OUTCOME_TAG = "outcome";
  static final String PRODUCT_TAG = "product";
  static final String FEATURE_TAG = "feature";
  static final String METRIC_TAG = "metric";

  /** Endpoints by name; {@link #OTHER_ENDPOINT} takes all other paths. */
  static final List<String> ENDPOINTS =
      List.of("root", "predict", "predict_proba", "random", "schema", "model", "admin", "ui");

  /** Paths that are no endpoint. */
  static final String OTHER_ENDPOINT = "other";

  /** The manifest's metrics that are pushed, of all 24 products together. */
  static final List<String> TEST_METRICS =
      List.of(
          "map_at_7",
          "hit_rate_at_5_of_buyers",
          "micro_roc_auc",
          "micro_pr_auc",
          "micro_log_loss",
          "micro_calibration_error");

  private static final String PART = "[A-Za-z0-9_-]+";

  private MetricNames() {}

  private static String promised(String name) {
    PROMISED.add(name);
    return name;
  }

  /** Whether a meter is one of those named here. */
  static boolean isPromised(Meter.Id id) {
    return PROMISED.contains(id.getName());
  }

  /** What all names begin with: the prefix and, where one is configured, the instance. */
  static String prefix(ScoringConfig.Graphite graphite) {
    require("bankrs.graphite.prefix", graphite.prefix(), PART + "(\\." + PART + ")*");
    graphite.instance().ifPresent(i -> require("bankrs.graphite.instance", i, PART));
    return graphite.prefix() + graphite.instance().map(instance -> "-" + instance).orElse("");
  }

  private static void require(String setting, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw new IllegalArgumentException(
          "%s is \"%s\": expected words of letters, digits, _ and -%s"
              .formatted(setting, value, pattern.equals(PART) ? "" : " with dots between"));
    }
  }

  /**
   * The meter's name in Graphite, without what Graphite's reporter adds for counters and timers.
   */
  static String inGraphite(String prefix, Meter.Id id) {
    StringBuilder name = new StringBuilder(prefix).append('.').append(id.getName());
    id.getTags().forEach(tag -> name.append('.').append(tag.getValue()));
    return name.toString();
  }
}

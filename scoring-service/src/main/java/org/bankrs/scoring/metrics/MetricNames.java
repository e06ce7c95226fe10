package org.bankrs.scoring.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.Set;

/**
 * Every metric the service promises, without the prefix. A metric with a tag has the tag's value as
 * the last part of its name in Graphite; only what is named here is pushed.
 */
final class MetricNames {
  /** CPU in use on the machine or in the container, in percent of all its CPUs. */
  static final String CPU_LOAD = "system.cpu_load";

  /** Free memory of the machine or the container, in MiB. */
  static final String MEMORY_FREE_MB = "system.memory_free_mb";

  /** Seconds since the service started. */
  static final String UP_TIME = "system.up_time";

  /** Requests answered. */
  static final String REQUESTS = "requests";

  /** Requests answered, by status code. */
  static final String RESPONSE_CODE = "response_code";

  /** Time from a request's head to the end of its answer: of all, and by endpoint. */
  static final String RESPONSE_TIME = "response_time";

  /** Recommendations, by product code. */
  static final String TARGET = "target";

  /** When the model in use was made, in seconds since 1970; 0 without a model. */
  static final String MODEL_VERSION = "model.version";

  /** Bundles put to use since the service started. */
  static final String MODEL_LOADED = "model.loaded";

  /** 1 while the bundle tried last is refused, so that an older one or none serves; else 0. */
  static final String MODEL_REFUSED = "model.refused";

  /** When the challenger was made, in seconds since 1970; 0 without one. */
  static final String SHADOW_VERSION = "shadow.version";

  /** Rows that the challenger scored in the background. */
  static final String SHADOW_COMPARED = "shadow.compared";

  /** Rows that it was to score, but did not, since too many waited. */
  static final String SHADOW_DROPPED = "shadow.dropped";

  /** Rows on which it failed. */
  static final String SHADOW_FAILED = "shadow.failed";

  /** Share of compared rows with another decision, by product code. */
  static final String SHADOW_DISAGREEMENT = "shadow.disagreement";

  /** Mean distance of both probabilities, by product code. */
  static final String SHADOW_DISTANCE = "shadow.distance";

  /** The tag of {@link #RESPONSE_CODE}. */
  static final String CODE_TAG = "code";

  /** The tag of {@link #RESPONSE_TIME} by endpoint. */
  static final String ENDPOINT_TAG = "endpoint";

  /** The tag of {@link #TARGET}. */
  static final String PRODUCT_TAG = "product";

  /** Endpoints by name; {@link #OTHER_ENDPOINT} takes all other paths. */
  static final List<String> ENDPOINTS =
      List.of("root", "predict", "predict_proba", "random", "schema", "model", "admin");

  /** Paths that are no endpoint. */
  static final String OTHER_ENDPOINT = "other";

  private static final Set<String> PROMISED =
      Set.of(
          CPU_LOAD,
          MEMORY_FREE_MB,
          UP_TIME,
          REQUESTS,
          RESPONSE_CODE,
          RESPONSE_TIME,
          TARGET,
          MODEL_VERSION,
          MODEL_LOADED,
          MODEL_REFUSED,
          SHADOW_VERSION,
          SHADOW_COMPARED,
          SHADOW_DROPPED,
          SHADOW_FAILED,
          SHADOW_DISAGREEMENT,
          SHADOW_DISTANCE);

  private MetricNames() {}

  /** Whether a meter is one of those named here. */
  static boolean isPromised(Meter.Id id) {
    return PROMISED.contains(id.getName());
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

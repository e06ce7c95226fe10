package org.bankrs.job.tracking;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A trial of a search that leaves a run of its own in MLflow, if wished. */
public final class TrackedTrial {
  private TrackedTrial() {}

  /**
   * Makes a trial and records its metrics.
   *
   * @param environment where MLFLOW_TRACKING_URI, MLFLOW_EXPERIMENT_NAME (default bank-rs) and
   *     MLflow's credentials are looked up
   * @param params how it was made
   * @param metrics by name, of what came out
   * @throws org.bankrs.job.SourceUnreadableException when MLflow does not answer
   */
  public static <T> T run(
      Map<String, String> environment,
      Map<String, String> params,
      Supplier<T> trial,
      Function<T, Map<String, Double>> metrics) {
    RunTracker tracker = RunTracker.begin(environment, params);
    try {
      T result = trial.get();
      tracker.finish(metrics.apply(result));
      return result;
    } catch (RuntimeException | Error e) {
      tracker.fail(String.valueOf(e.getMessage()));
      throw e;
    }
  }
}

package org.bankrs.job.tracking;

import java.util.Map;
import java.util.function.Supplier;

/** Where a run is kept in addition to the files beside its bundle. Not thread-safe. */
sealed interface RunTracker permits Untracked, MlflowRun {
  /**
   * Begins a run where the environment says: in the MLflow of MLFLOW_TRACKING_URI, otherwise
   * nowhere.
   *
   * @param params how the run was asked for
   * @throws org.bankrs.job.SourceUnreadableException when the server does not answer or refuses
   * @throws IllegalArgumentException when the environment's values are of no use
   */
  static RunTracker begin(Map<String, String> environment, Map<String, String> params) {
    return environment.getOrDefault("MLFLOW_TRACKING_URI", "").isBlank()
        ? new Untracked()
        : MlflowRun.begin(MlflowSettings.of(environment), params);
  }

  /**
   * Keeps what came out of the run and ends it.
   *
   * @param artifacts contents by path, read one after the other
   * @throws org.bankrs.job.SourceUnreadableException when that did not succeed
   */
  void finish(RunRecord record, Map<String, Supplier<byte[]>> artifacts);

  /**
   * Keeps the metrics of a run that leaves nothing else and ends it.
   *
   * @throws org.bankrs.job.SourceUnreadableException when that did not succeed
   */
  void finish(Map<String, Double> metrics);

  /** Ends the run as failed; a server that does not answer is passed over. */
  void fail(String reason);
}

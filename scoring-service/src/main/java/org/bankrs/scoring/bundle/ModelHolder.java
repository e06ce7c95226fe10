package org.bankrs.scoring.bundle;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;
import org.jboss.logging.Logger;

/** Holds the model in use. Thread-safe; a request takes the model once and keeps to it. */
@ApplicationScoped
public class ModelHolder {
  private static final Logger LOG = Logger.getLogger(ModelHolder.class);
  private static final String UNCONFIGURED =
      "no model is configured: set BANKRS_MODEL_PATH to a bundle's folder, or BANKRS_MODEL_URI to a registered model";

  /** The model is there before anything else starts. */
  static final int FIRST = 1;

  private final Optional<BundleFollower> follower;

  /**
   * What is known at a moment.
   *
   * @param inUse the model that serves, empty when there is none yet
   * @param refusal why the bundle that was tried last is not in use, empty when it is
   * @param loaded bundles put to use since the service started
   * @param refused bundles refused since then
   * @param reloads the bundles tried last, the newest first
   */
  public record State(
      Optional<ModelBundle> inUse,
      Optional<String> refusal,
      long loaded,
      long refused,
      List<Reload> reloads) {
    static final State NONE = new State(Optional.empty(), Optional.empty(), 0, 0, List.of());

    State with(ModelBundle bundle) {
      Reload reload = new Reload(Instant.now(), true, bundle.manifest().version());
      return new State(
          Optional.of(bundle), Optional.empty(), loaded + 1, refused, reload.before(reloads));
    }

    State with(String reason) {
      Reload reload = new Reload(Instant.now(), false, reason);
      return new State(inUse, Optional.of(reason), loaded, refused + 1, reload.before(reloads));
    }

    State withoutBundle() {
      return new State(Optional.empty(), Optional.empty(), loaded, refused, reloads);
    }
  }

  /** For the container. */
  ModelHolder(ScoringConfig config) {
    ScoringConfig.Model model = config.model();
    this.follower =
        BundleSource.of(
                "BANKRS_MODEL_URI", model.uri(), model.path(), model.cache(), config.mlflow())
            .map(source -> new BundleFollower("champion", source));
  }

  /** Before the first request is taken. */
  void start(@Observes @Priority(FIRST) StartupEvent event) {
    reload();
    if (follower.isEmpty()) {
      LOG.error(UNCONFIGURED);
    }
  }

  /**
   * Reads and verifies the bundle that is at the source now and puts it to use; when it is refused,
   * what was in use stays. Requests go on meanwhile.
   *
   * @return what is known afterwards
   */
  public State reload() {
    return follower.map(BundleFollower::reload).orElseGet(this::state);
  }

  /** Reloads when another bundle is there, and has not changed since the last look. */
  void look() {
    follower.ifPresent(BundleFollower::look);
  }

  /** What is known now. */
  public State state() {
    return follower.map(BundleFollower::state).orElseGet(() -> State.NONE.with(UNCONFIGURED));
  }
}

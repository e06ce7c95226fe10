package org.bankrs.scoring.bundle;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;

/**
 * Holds the model that may replace the one in use, if there is one; it never answers. What the
 * service does without one it does too when it is refused or cannot be reached. Thread-safe.
 */
@Singleton
public final class Challenger {
  private final Optional<BundleFollower> follower;

  /** For the container. */
  public Challenger(ScoringConfig config) {
    ScoringConfig.Shadow shadow = config.shadow();
    this.follower =
        BundleSource.of(
                "BANKRS_SHADOW_URI",
                shadow.uri(),
                shadow.path(),
                config.model().cache(),
                config.mlflow())
            .map(source -> new BundleFollower("challenger", source));
  }

  /** Whether a place is named where challengers come to. */
  public boolean isConfigured() {
    return follower.isPresent();
  }

  /** Takes up what is at that place, once it has settled; or gives up what is there no more. */
  public void look() {
    follower.ifPresent(BundleFollower::lookForOptional);
  }

  /** The challenger; empty when there is none, or the last one was refused. */
  public Optional<ModelBundle> bundle() {
    return follower
        .map(BundleFollower::state)
        .filter(state -> state.refusal().isEmpty())
        .flatMap(ModelHolder.State::inUse);
  }
}

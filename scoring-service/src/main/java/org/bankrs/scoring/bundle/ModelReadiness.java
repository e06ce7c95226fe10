package org.bankrs.scoring.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready once a verified model is in use; says why when it is not. */
@Readiness
@ApplicationScoped
public class ModelReadiness implements HealthCheck {
  private final ModelHolder models;

  /** For the container. */
  ModelReadiness(ModelHolder models) {
    this.models = models;
  }

  @Override
  public HealthCheckResponse call() {
    ModelHolder.State state = models.state();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("model").status(state.inUse().isPresent());
    state.inUse().ifPresent(bundle -> response.withData("version", bundle.manifest().version()));
    state.refusal().ifPresent(reason -> response.withData("refused", reason));
    return response.build();
  }
}

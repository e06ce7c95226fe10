package org.bankrs.scoring.http;

import jakarta.inject.Singleton;
import org.bankrs.scoring.bundle.ModelBundle;
import org.bankrs.scoring.bundle.ModelHolder;

/** The model in use, or the problem that there is none. */
@Singleton
final class ModelInUse {
  private final ModelHolder models;

  ModelInUse(ModelHolder models) {
    this.models = models;
  }

  ModelBundle require() {
    ModelHolder.State state = models.state();
    return state
        .inUse()
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NO_MODEL, state.refusal().orElse("the model is being verified")));
  }
}

package org.bankrs.scoring.bundle;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;
import org.jboss.logging.Logger;

/** Holds the model in use. Thread-safe; a request takes the model once and keeps to it. */
@ApplicationScoped
public class ModelHolder {
  private static final Logger LOG = Logger.getLogger(ModelHolder.class);

  private final ScoringConfig config;
  private volatile State state = new State(Optional.empty(), Optional.empty());

  /**
   * What is known at a moment.
   *
   * @param inUse the model that serves, empty when there is none yet
   * @param refusal why the bundle that was tried last is not in use, empty when it is
   */
  public record State(Optional<ModelBundle> inUse, Optional<String> refusal) {}

  /** For the container. */
  ModelHolder(ScoringConfig config) {
    this.config = config;
  }

  /** Before the first request is taken. */
  void start(@Observes StartupEvent event) {
    load();
  }

  /** Puts the configured bundle to use. */
  void load() {
    config
        .model()
        .path()
        .ifPresentOrElse(
            this::load,
            () -> refuse("no model is configured: set BANKRS_MODEL_PATH to a bundle's folder"));
  }

  /** Puts a bundle to use; when it is refused, what was in use stays. */
  public synchronized void load(Path folder) {
    try {
      ModelBundle bundle = BundleReader.read(folder);
      state = new State(Optional.of(bundle), Optional.empty());
      LOG.infof(
          "Serving %s %s from %s; %d rows verified",
          bundle.manifest().model(), bundle.manifest().version(), folder, bundle.verifiedRows());
    } catch (BundleException e) {
      refuse(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The bundle " + folder + " could not be read", e);
      refuse("the bundle cannot be read: " + e);
    }
  }

  private synchronized void refuse(String reason) {
    state = new State(state.inUse(), Optional.of(reason));
    LOG.errorf("Model bundle refused: %s", reason);
  }

  /** What is known now. */
  public State state() {
    return state;
  }
}

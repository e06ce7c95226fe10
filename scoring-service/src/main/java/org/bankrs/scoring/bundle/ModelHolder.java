package org.bankrs.scoring.bundle;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;
import org.jboss.logging.Logger;

/** Holds the model in use. Thread-safe; a request takes the model once and keeps to it. */
@ApplicationScoped
public class ModelHolder {
  private static final Logger LOG = Logger.getLogger(ModelHolder.class);

  /** The model is there before anything else starts. */
  static final int FIRST = 1;

  private final Optional<BundleSource> source;
  private volatile State state = new State(Optional.empty(), Optional.empty(), 0, 0);
  // What was tried last, and what was seen at the last look; guarded by this.
  private String tried = "";
  private String seen = "";

  /**
   * What is known at a moment.
   *
   * @param inUse the model that serves, empty when there is none yet
   * @param refusal why the bundle that was tried last is not in use, empty when it is
   * @param loaded bundles put to use since the service started
   * @param refused bundles refused since then
   */
  public record State(
      Optional<ModelBundle> inUse, Optional<String> refusal, long loaded, long refused) {
    private State with(ModelBundle bundle) {
      return new State(Optional.of(bundle), Optional.empty(), loaded + 1, refused);
    }

    private State with(String reason) {
      return new State(inUse, Optional.of(reason), loaded, refused + 1);
    }
  }

  /** For the container. */
  ModelHolder(ScoringConfig config) {
    this.source = source(config);
  }

  private static Optional<BundleSource> source(ScoringConfig config) {
    ScoringConfig.Model model = config.model();
    if (model.uri().isEmpty()) {
      return model.path().map(FolderSource::new);
    }
    return Optional.of(
        new RegistrySource(
            new MlflowRegistry(config.mlflow()),
            RegistryAddress.parse(model.uri().get()),
            model.cache()));
  }

  /** Before the first request is taken. */
  void start(@Observes @Priority(FIRST) StartupEvent event) {
    reload();
  }

  /**
   * Reads and verifies the bundle that is at the source now and puts it to use; when it is refused,
   * what was in use stays. Requests go on meanwhile.
   *
   * @return what is known afterwards
   */
  public synchronized State reload() {
    if (source.isEmpty()) {
      refuse(
          "no model is configured: set BANKRS_MODEL_PATH to a bundle's folder, or BANKRS_MODEL_URI to a registered model");
    } else {
      // Looked at before it is read: a change while reading is found at the next look.
      tried = source.get().revision();
      load(source.get());
    }
    return state;
  }

  /** Reloads when another bundle is there, and has not changed since the last look. */
  synchronized void look() {
    if (source.isEmpty()) {
      return;
    }
    String now = source.get().revision();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(tried)) {
      reload();
    }
  }

  private void load(BundleSource from) {
    try {
      ModelBundle bundle = BundleReader.read(from.fetch());
      state = state.with(bundle);
      from.accepted();
      LOG.infof(
          "Serving %s %s from %s; %d rows verified",
          bundle.manifest().model(),
          bundle.manifest().version(),
          from.place(),
          bundle.verifiedRows());
    } catch (BundleException e) {
      from.refused();
      refuse(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The bundle at " + from.place() + " could not be read", e);
      from.refused();
      refuse("the bundle cannot be read: " + e);
    }
  }

  private void refuse(String reason) {
    state = state.with(reason);
    LOG.errorf("Model bundle refused: %s", reason);
  }

  /** What is known now. */
  public State state() {
    return state;
  }
}

package org.bankrs.scoring;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the service. Each can be given as an environment variable, such as {@code
 * BANKRS_MODEL_PATH} for {@code bankrs.model.path}.
 */
@ConfigMapping(prefix = "bankrs")
public interface ScoringConfig {
  /** The model. */
  Model model();

  /** The challenger, which scores a share of the traffic in the background. */
  Shadow shadow();

  /** MLflow, for a model of its registry. */
  Mlflow mlflow();

  /** The answers of /predict_proba. */
  Proba proba();

  /** How much one request may ask for. */
  Limits limits();

  /** Who may call. */
  Api api();

  /** Where metrics go. */
  Graphite graphite();

  /** When rows are said to drift. */
  Drift drift();

  /** The model. */
  interface Model {
    /** Folder of the model bundle; without it, and without a uri, the service is not ready. */
    Optional<Path> path();

    /** The bundle of MLflow's registry, such as models:/bank-rs@champion; goes before the path. */
    Optional<String> uri();

    /** Where bundles of the registry are kept, so that the service starts with MLflow down. */
    @WithDefault("${user.home}/.cache/bankrs")
    Path cache();

    /** Time between two looks for a new bundle; 0 looks only when told to. */
    @WithDefault("5s")
    Duration poll();
  }

  /** The challenger; without a uri and a path there is none. */
  interface Shadow {
    /** The bundle of MLflow's registry, such as models:/bank-rs@challenger. */
    Optional<String> uri();

    /** Folder of its bundle instead; there need be none. */
    Optional<Path> path();

    /** The share of rows, 0 to 1, that the challenger scores too. */
    @WithDefault("0.1")
    double share();

    /** Most rows that wait for the challenger; one more is left out and counted. */
    @WithDefault("1000")
    int queue();
  }

  /** MLflow; by default what its own clients read, such as {@code MLFLOW_TRACKING_URI}. */
  interface Mlflow {
    /** Address of the server. */
    @WithDefault("${mlflow.tracking.uri:}")
    Optional<String> trackingUri();

    /** User, where the server wants one. */
    @WithDefault("${mlflow.tracking.username:}")
    Optional<String> trackingUsername();

    /** Password of that user. */
    @WithDefault("${mlflow.tracking.password:}")
    Optional<String> trackingPassword();

    /** Token instead of user and password. */
    @WithDefault("${mlflow.tracking.token:}")
    Optional<String> trackingToken();
  }

  /** The answers of /predict_proba. */
  interface Proba {
    /** Products of a lower probability are left out unless a request names its own threshold. */
    @WithDefault("0.01")
    double threshold();
  }

  /** How much one request may ask for. */
  interface Limits {
    /** Largest body of a JSON object or array; beyond it the answer is 413. */
    @WithDefault("8M")
    MemorySize body();

    /** Longest line of an NDJSON stream, and so the largest row in it. */
    @WithDefault("1M")
    MemorySize line();

    /**
     * Most rows of a JSON array; longer ones belong into an NDJSON stream, which has no such limit.
     */
    @WithDefault("10000")
    int rows();

    /** Most earlier months in a row's history. */
    @WithDefault("120")
    int history();

    /** Deepest nesting of JSON values; a row with history in an array has 4 levels. */
    @WithDefault("8")
    int depth();

    /** Longest text of a value or a field name, in characters. */
    @WithDefault("1000")
    int text();

    /** Most scoring requests in work at a time; one more is answered with 429 at once. */
    @WithDefault("64")
    int concurrent();
  }

  /** Who may call. */
  interface Api {
    /** The key that callers send; without one scoring is open and admin calls are off. */
    Optional<String> key();

    /** File that holds the key instead, such as a mounted secret. */
    Optional<Path> keyFile();

    /** Whether scoring needs the key too; admin calls always do. */
    @WithDefault("true")
    boolean scoring();
  }

  /** Where metrics go. */
  interface Graphite {
    /** Whether metrics are pushed. */
    @WithDefault("false")
    boolean enabled();

    /** Host of carbon's plaintext listener. */
    @WithDefault("localhost")
    String host();

    /** Port of carbon's plaintext listener. */
    @WithDefault("2003")
    int port();

    /** Time between two pushes; at least the finest resolution of the storage schema. */
    @WithDefault("10s")
    Duration step();

    /** Longest time that connecting and writing one push may take. */
    @WithDefault("5s")
    Duration timeout();

    /** Most bytes of pushes kept while Graphite is away; then the oldest are dropped. */
    @WithDefault("16M")
    MemorySize buffer();

    /** Longest pause between two attempts while Graphite is away. */
    @WithDefault("1m")
    Duration longestPause();

    /** What all metric names begin with. */
    @WithDefault("bank-rs")
    String prefix();

    /** Name of this instance where several push to one Graphite; follows the prefix after a -. */
    Optional<String> instance();

    /** Address of graphite-web, such as http://localhost:8080: reloads are posted as events. */
    Optional<URI> web();
  }

  /** When rows are said to drift away from those of the training. */
  interface Drift {
    /** Least rows that are looked at together. */
    @WithDefault("3000")
    int rows();

    /** Least time that is looked at together: a burst of a few customers is no drift. */
    @WithDefault("5m")
    Duration window();

    /** Most rows a second that are counted, so that counting costs next to nothing; 0 for none. */
    @WithDefault("1000")
    int rate();

    /** Population stability index above which a feature gives an alarm. */
    @WithDefault("0.1")
    double limit();

    /** The same for the probabilities of a product. */
    @WithDefault("0.5")
    double scoreLimit();
  }
}

package org.bankrs.scoring.bundle;

import java.nio.file.Path;
import java.util.Optional;
import org.bankrs.scoring.ScoringConfig;

/** Where bundles come from. Used by one thread at a time. */
public sealed interface BundleSource permits FolderSource, RegistrySource {
  /**
   * The source that the settings name, empty when they name none.
   *
   * @param variable the environment variable of the address, for messages
   * @param uri address in MLflow's registry; goes before the folder
   * @param path the bundle's folder
   * @param cache where copies of the registry's bundles are kept
   * @throws IllegalArgumentException when the address has another form, or no MLflow is named
   */
  static Optional<BundleSource> of(
      String variable,
      Optional<String> uri,
      Optional<Path> path,
      Path cache,
      ScoringConfig.Mlflow mlflow) {
    if (uri.isEmpty()) {
      return path.map(FolderSource::new);
    }
    return Optional.of(
        new RegistrySource(
            new MlflowRegistry(mlflow), RegistryAddress.parse(variable, uri.get()), cache));
  }

  /** What a person would call the place, for messages. */
  String place();

  /**
   * What is there now, cheaply: two equal texts stand for the same bundle. Where there is none, or
   * it cannot be looked at, a text that says so; {@link #fetch} then tells why.
   */
  String revision();

  /**
   * The bundle that is there now, as a local folder that stays until the next call.
   *
   * @throws BundleException when there is none
   */
  Path fetch();

  /** Whether there surely is no bundle: one that cannot be looked at may be there. */
  boolean isVacant();

  /** Is told that what was fetched last is in use. */
  default void accepted() {}

  /** Is told that what was fetched last was refused, or is not used any more. */
  default void dropped() {}
}

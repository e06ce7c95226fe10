package org.bankrs.job.cli;

import org.bankrs.job.registry.ModelRegistry;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The registered model. */
final class RegistryOption {
  @ParentCommand private Main main;

  @Option(
      names = "--registry",
      paramLabel = "NAME",
      defaultValue = "bank-rs",
      description = "The registered model, in the MLflow of MLFLOW_TRACKING_URI.")
  private String name;

  ModelRegistry registry() {
    return ModelRegistry.of(main.environment(), name);
  }
}

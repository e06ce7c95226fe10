package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.bankrs.job.Sessions;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.ModelVersion;
import org.bankrs.job.registry.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Registers a bundle. */
@Command(
    name = "publish",
    description = "Registers a bundle as a version in MLflow and makes it the challenger.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class PublishCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private ModelOption model;

  @Mixin private RegistryOption registry;

  @Override
  public Integer call() {
    ModelRegistry models = registry.registry();
    ModelVersion version =
        Publication.publish(
            models, main.environment(), Sessions.files(main.environment()), model.uri());
    System.out.println(version + " of " + models.name() + " is the challenger");
    return ExitCode.DONE;
  }
}

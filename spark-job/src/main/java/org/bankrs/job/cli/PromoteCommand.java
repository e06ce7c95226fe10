package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.ModelVersion;
import org.bankrs.job.registry.Promotion;
import org.bankrs.job.watch.GraphiteEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Makes a version the champion. */
@Command(
    name = "promote",
    description =
        "Makes a version that passed the gate the champion. Repeating it changes nothing.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class PromoteCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private RegistryOption registry;

  @Mixin private VersionOption version;

  @Override
  public Integer call() {
    ModelRegistry models = registry.registry();
    ModelVersion champion = Promotion.promote(models, version.of(models).version());
    System.out.println(champion + " of " + models.name() + " is the champion");
    GraphiteEvents.of(main.environment())
        .post(GraphiteEvents.Event.PROMOTED, models.name(), champion);
    return ExitCode.DONE;
  }
}

package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.ModelVersion;
import org.bankrs.job.registry.Promotion;
import org.bankrs.job.watch.GraphiteEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Goes back to the champion before. */
@Command(
    name = "rollback",
    description = "Makes the champion before this one the champion again.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class RollbackCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private RegistryOption registry;

  @Override
  public Integer call() {
    ModelRegistry models = registry.registry();
    ModelVersion champion = Promotion.rollback(models);
    System.out.println(champion + " of " + models.name() + " is the champion again");
    GraphiteEvents.of(main.environment())
        .post(GraphiteEvents.Event.ROLLED_BACK, models.name(), champion);
    return ExitCode.DONE;
  }
}

package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.Promotion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes back to the champion before. */
@Command(
    name = "rollback",
    description = "Makes the champion before this one the champion again.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class RollbackCommand implements Callable<Integer> {
  @Mixin private RegistryOption registry;

  @Override
  public Integer call() {
    ModelRegistry models = registry.registry();
    System.out.println(
        Promotion.rollback(models) + " of " + models.name() + " is the champion again");
    return ExitCode.DONE;
  }
}

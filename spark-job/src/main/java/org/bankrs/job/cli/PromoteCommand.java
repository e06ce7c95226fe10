package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.Promotion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a version the champion. */
@Command(
    name = "promote",
    description =
        "Makes a version that passed the gate the champion. Repeating it changes nothing.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class PromoteCommand implements Callable<Integer> {
  @Mixin private RegistryOption registry;

  @Mixin private VersionOption version;

  @Override
  public Integer call() {
    ModelRegistry models = registry.registry();
    System.out.println(
        Promotion.promote(models, version.of(models).version())
            + " of "
            + models.name()
            + " is the champion");
    return ExitCode.DONE;
  }
}

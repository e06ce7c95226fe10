package org.bankrs.job.cli;

import java.util.Optional;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.registry.Alias;
import org.bankrs.job.registry.ModelRegistry;
import org.bankrs.job.registry.ModelVersion;
import picocli.CommandLine.Option;

/** A version of the registered model. */
final class VersionOption {
  @Option(
      names = "--model-version",
      paramLabel = "N",
      description = "A version; the challenger if left out.")
  private Optional<Integer> number = Optional.empty();

  /** The version that is meant. */
  ModelVersion of(ModelRegistry registry) {
    if (number.isPresent()) {
      return registry.version(number.get());
    }
    Alias alias = registry.alias(Alias.CHALLENGER);
    if (alias instanceof Alias.To to) {
      return to.version();
    }
    throw new SourceUnreadableException(
        alias instanceof Alias.ToDeleted deleted
            ? "the challenger of %s, version %d, was deleted: bankrs publish makes a bundle the challenger"
                .formatted(registry.name(), deleted.version())
            : registry.name() + " has no challenger: bankrs publish makes a bundle one");
  }
}

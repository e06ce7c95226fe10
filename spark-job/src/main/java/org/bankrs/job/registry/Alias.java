package org.bankrs.job.registry;

/** Where an alias of the registry leads. */
public sealed interface Alias {
  /** The alias of the model in use. */
  String CHAMPION = "champion";

  /** The alias of the newest model that was published. */
  String CHALLENGER = "challenger";

  /** There is no such alias. */
  record Missing() implements Alias {}

  /** To a version. */
  record To(ModelVersion version) implements Alias {}

  /** To a version that was deleted. */
  record ToDeleted(int version) implements Alias {}
}

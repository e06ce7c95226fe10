package org.bankrs.job.registry;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.bankrs.job.GateRefusedException;
import org.bankrs.job.SourceUnreadableException;

/**
 * Moves the alias {@code champion}: forward to a version that passed the gate, or back. The one
 * call that moves the alias decides; what is written before it says nothing yet, and what is
 * written after it is written again when the command is repeated. Only one promotion or rollback of
 * a model runs at a time.
 */
public final class Promotion {
  private static final String PASSED = "passed";
  private static final String RETIRED = "retired";
  private static final String ROLLED_BACK = "rolled_back";

  /** A deleted champion's status is gone with it; one of whom the alias was taken keeps its own. */
  private static final Set<String> FORMER = Set.of(Alias.CHAMPION, RETIRED);

  private Promotion() {}

  /**
   * Makes a version the champion. Repeating it changes nothing.
   *
   * @param number the version's number
   * @throws GateRefusedException when it has not passed the gate, or passed it against a champion
   *     that is no longer the champion
   */
  public static ModelVersion promote(ModelRegistry registry, int number) {
    return PromotionLock.holding(registry, () -> promoteAlone(registry, number));
  }

  private static ModelVersion promoteAlone(ModelRegistry registry, int number) {
    ModelVersion version = registry.version(number);
    Optional<ModelVersion> champion = champion(registry);
    boolean done = champion.isPresent() && champion.get().version() == number;
    if (!done) {
      requirePassed(version, champion);
      registry.tag(number, Tags.PREVIOUS_CHAMPION, numberOf(champion));
      registry.tag(number, Tags.PROMOTED_AT, Instant.now().toString());
      registry.point(Alias.CHAMPION, number);
    }
    registry.tag(number, Tags.STATUS, Alias.CHAMPION);
    retire(registry, done ? version.tag(Tags.PREVIOUS_CHAMPION) : numberOf(champion));
    if (registry.alias(Alias.CHALLENGER) instanceof Alias.To to
        && to.version().version() == number) {
      registry.removeAlias(Alias.CHALLENGER);
    }
    return version;
  }

  /**
   * Makes the champion before this one the champion again.
   *
   * @throws SourceUnreadableException when there was none or it was deleted
   */
  public static ModelVersion rollback(ModelRegistry registry) {
    return PromotionLock.holding(registry, () -> rollbackAlone(registry));
  }

  private static ModelVersion rollbackAlone(ModelRegistry registry) {
    Alias alias = registry.alias(Alias.CHAMPION);
    ModelVersion target =
        alias instanceof Alias.To to ? previous(registry, to.version()) : formerChampion(registry);
    registry.point(Alias.CHAMPION, target.version());
    registry.tag(target.version(), Tags.STATUS, Alias.CHAMPION);
    if (alias instanceof Alias.To to) {
      registry.tag(to.version().version(), Tags.STATUS, ROLLED_BACK);
    }
    return target;
  }

  /** The champion; empty when there never was one. */
  public static Optional<ModelVersion> champion(ModelRegistry registry) {
    Alias alias = registry.alias(Alias.CHAMPION);
    if (alias instanceof Alias.ToDeleted deleted) {
      throw new SourceUnreadableException(
          "the alias champion of %s leads to version %d, which was deleted: bankrs rollback moves it to the champion before"
              .formatted(registry.name(), deleted.version()));
    }
    return alias instanceof Alias.To to ? Optional.of(to.version()) : Optional.empty();
  }

  /** How a champion is named in tags. */
  public static String numberOf(Optional<ModelVersion> champion) {
    return champion.map(v -> String.valueOf(v.version())).orElse(Tags.NONE);
  }

  private static void requirePassed(ModelVersion version, Optional<ModelVersion> champion) {
    if (!version.tag(Tags.GATE).equals(PASSED)) {
      throw new GateRefusedException(version + " has not passed the gate: run bankrs gate");
    }
    if (!version.tag(Tags.GATE_CHAMPION).equals(numberOf(champion))) {
      throw new GateRefusedException(
          "%s passed the gate against version %s, but the champion is version %s now: run bankrs gate again"
              .formatted(version, version.tag(Tags.GATE_CHAMPION), numberOf(champion)));
    }
  }

  private static void retire(ModelRegistry registry, String number) {
    if (!number.isEmpty() && !number.equals(Tags.NONE)) {
      find(registry, number).ifPresent(v -> registry.tag(v.version(), Tags.STATUS, RETIRED));
    }
  }

  private static ModelVersion previous(ModelRegistry registry, ModelVersion champion) {
    String number = champion.tag(Tags.PREVIOUS_CHAMPION);
    if (number.isEmpty() || number.equals(Tags.NONE)) {
      throw new SourceUnreadableException(
          "%s of %s is the first champion: there is none to go back to"
              .formatted(champion, registry.name()));
    }
    return find(registry, number)
        .orElseThrow(
            () ->
                new SourceUnreadableException(
                    "version %s of %s, the champion before, was deleted: bankrs promote --model-version N takes another one that passed the gate"
                        .formatted(number, registry.name())));
  }

  /** The version that became champion last, of those that are still there. */
  private static ModelVersion formerChampion(ModelRegistry registry) {
    return registry.versions().stream()
        .filter(v -> FORMER.contains(v.tag(Tags.STATUS)))
        .max(Comparator.comparing(v -> Instant.parse(v.tag(Tags.PROMOTED_AT))))
        .orElseThrow(
            () ->
                new SourceUnreadableException(
                    registry.name() + " has no former champion to go back to"));
  }

  private static Optional<ModelVersion> find(ModelRegistry registry, String number) {
    return registry.versions().stream()
        .filter(v -> String.valueOf(v.version()).equals(number))
        .findFirst();
  }
}

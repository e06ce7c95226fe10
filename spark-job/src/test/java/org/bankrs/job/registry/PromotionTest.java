package org.bankrs.job.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bankrs.job.GateRefusedException;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.TestMlflow;
import org.bankrs.job.tracking.MlflowGateway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is champion, while servers die and others promote too. */
@Tag("services")
class PromotionTest {
  @Test
  void aPromotionCanBeRepeatedAndRolledBack() {
    ModelRegistry registry = registry("repeated");
    int first = passed(registry, Tags.NONE);
    Promotion.promote(registry, first);
    int second = passed(registry, String.valueOf(first));
    registry.point(Alias.CHALLENGER, second);

    Promotion.promote(registry, second);
    Promotion.promote(registry, second);

    assertThat(champion(registry)).isEqualTo(second);
    assertThat(registry.alias(Alias.CHALLENGER)).isEqualTo(new Alias.Missing());
    assertThat(registry.version(first).tag(Tags.STATUS)).isEqualTo("retired");
    assertThat(registry.version(second).tag(Tags.STATUS)).isEqualTo("champion");

    Promotion.rollback(registry);

    assertThat(champion(registry)).isEqualTo(first);
    assertThat(registry.version(first).tag(Tags.STATUS)).isEqualTo("champion");
    assertThat(registry.version(second).tag(Tags.STATUS)).isEqualTo("rolled_back");
    assertThatThrownBy(() -> Promotion.rollback(registry))
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContaining("is the first champion");
  }

  @Test
  void onlyWhatPassedTheGateAgainstTheChampionIsPromoted() {
    ModelRegistry registry = registry("gated");
    int untested = registry.register("", "s3://bucket/none", Map.of()).version();
    assertThatThrownBy(() -> Promotion.promote(registry, untested))
        .isInstanceOf(GateRefusedException.class)
        .hasMessageContaining("has not passed the gate");
    assertThat(registry.alias(Alias.CHAMPION)).isEqualTo(new Alias.Missing());
  }

  @Test
  void ofTwoPromotionsAtOnceOneWins() throws Exception {
    ModelRegistry registry = registry("at-once");
    List<Integer> versions = List.of(passed(registry, Tags.NONE), passed(registry, Tags.NONE));
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Optional<GateRefusedException>>> promotions =
          versions.stream()
              .<Callable<Optional<GateRefusedException>>>map(v -> () -> promotion(v))
              .toList();
      int refused = 0;
      for (Future<Optional<GateRefusedException>> outcome : pool.invokeAll(promotions)) {
        if (outcome.get().isPresent()) {
          assertThat(outcome.get().get()).hasMessageContaining("run bankrs gate again");
          refused++;
        }
      }
      assertThat(refused).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
    int champion = champion(registry);
    assertThat(versions).contains(champion);
    assertThat(registry.version(champion).tag(Tags.STATUS)).isEqualTo("champion");
    versions.stream()
        .filter(v -> v != champion)
        .forEach(v -> assertThat(registry.version(v).tag(Tags.STATUS)).isEqualTo("challenger"));
  }

  private static Optional<GateRefusedException> promotion(int version) {
    try {
      Promotion.promote(registry("at-once"), version);
      return Optional.empty();
    } catch (GateRefusedException e) {
      return Optional.of(e);
    }
  }

  @Test
  void aServerThatDiesDuringAPromotionLeavesTheOldChampionOrTheNewOne() throws Exception {
    ModelRegistry registry = registry("dying");
    int champion = passed(registry, Tags.NONE);
    Promotion.promote(registry, champion);
    try (MlflowGateway gateway =
        new MlflowGateway(TestMlflow.server().trackingUri(), "Bearer right", Integer.MAX_VALUE)) {
      ModelRegistry dying =
          ModelRegistry.of(
              Map.of(
                  "MLFLOW_TRACKING_URI",
                  gateway.uri().toString(),
                  "MLFLOW_TRACKING_TOKEN",
                  "right"),
              "dying");
      // One before the alias is moved and one after it.
      for (int calls : List.of(5, 8)) {
        int next = passed(registry, String.valueOf(champion));
        gateway.dieAfter(calls);
        assertThatThrownBy(() -> Promotion.promote(dying, next))
            .isInstanceOf(SourceUnreadableException.class)
            .hasMessageContaining("503");

        assertThat(champion(registry)).isIn(champion, next);
        assertThat(calls < 6).isEqualTo(champion(registry) == champion);
        // What the dead process held would be free after two minutes.
        registry.deleteModel(PromotionLock.nameFor(registry));
        gateway.dieAfter(Integer.MAX_VALUE);
        Promotion.promote(dying, next);
        assertThat(champion(registry)).isEqualTo(next);
        assertThat(registry.version(next).tag(Tags.STATUS)).isEqualTo("champion");
        assertThat(registry.version(champion).tag(Tags.STATUS)).isEqualTo("retired");
        champion = next;
      }
    }
  }

  @Test
  void aChampionThatWasDeletedIsToldAndRolledBackFrom() {
    ModelRegistry registry = registry("deleted");
    int first = passed(registry, Tags.NONE);
    Promotion.promote(registry, first);
    int second = passed(registry, String.valueOf(first));
    Promotion.promote(registry, second);
    registry
        .client()
        .demand(
            "DELETE",
            "model-versions/delete",
            registry
                .client()
                .tryDelete(
                    "model-versions/delete",
                    Map.of("name", "deleted", "version", String.valueOf(second))));
    int third = passed(registry, String.valueOf(second));

    // Whether the alias goes with the version is the server's choice; neither may end in silence.
    assertThatThrownBy(() -> Promotion.promote(registry, third))
        .hasMessageContainingAll("version " + second, "bankrs");
    Promotion.rollback(registry);

    assertThat(champion(registry)).isEqualTo(first);
  }

  /** A version that the gate let pass against a champion. */
  private static int passed(ModelRegistry registry, String champion) {
    return registry
        .register(
            "",
            "s3://bucket/none",
            Map.of(
                Tags.GATE, "passed", Tags.GATE_CHAMPION, champion, Tags.STATUS, Alias.CHALLENGER))
        .version();
  }

  private static int champion(ModelRegistry registry) {
    return Promotion.champion(registry).orElseThrow().version();
  }

  private static ModelRegistry registry(String name) {
    ModelRegistry registry = ModelRegistry.of(TestMlflow.environment(), name);
    registry.create();
    return registry;
  }
}

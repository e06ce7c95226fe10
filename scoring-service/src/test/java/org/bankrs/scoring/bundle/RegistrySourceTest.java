package org.bankrs.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.Settings;
import org.bankrs.testservices.MlflowServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service's model follows an alias of a real MLflow. */
@Tag("services")
class RegistrySourceTest {
  private static final String ALIAS = "champion";
  private static MlflowServer mlflow;
  private static TestRegistry registry;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    mlflow = MlflowServer.start();
    registry = new TestRegistry(mlflow.trackingUri());
    registry.create();
  }

  @AfterAll
  static void end() {
    mlflow.close();
  }

  private ModelHolder holder(URI server, String alias) {
    return new ModelHolder(config("bankrs.model.uri", server, alias));
  }

  private Challenger challenger(URI server, String alias) {
    return new Challenger(config("bankrs.shadow.uri", server, alias));
  }

  private ScoringConfig config(String setting, URI server, String alias) {
    return Settings.of(
            Map.of(
                setting,
                "models:/" + TestRegistry.MODEL + "@" + alias,
                "bankrs.model.cache",
                folder.resolve("cache").toString(),
                "bankrs.mlflow.tracking-uri",
                server.toString()))
        .getConfigMapping(ScoringConfig.class);
  }

  private EditableBundle bundle(String version) {
    EditableBundle bundle = EditableBundle.copyTo(folder.resolve(version));
    bundle.editManifest(manifest -> manifest.put("version", version));
    return bundle;
  }

  private static String inUse(ModelHolder models) {
    return models.state().inUse().orElseThrow().manifest().version();
  }

  private static void lookTwice(ModelHolder models) {
    models.look();
    models.look();
  }

  @Test
  void followsTheAlias() throws IOException {
    registry.alias(ALIAS, registry.register(bundle("one").path()));
    ModelHolder models = holder(mlflow.trackingUri(), ALIAS);
    models.reload();
    assertThat(inUse(models)).isEqualTo("one");

    String two = registry.register(bundle("two").path());
    lookTwice(models);
    assertThat(inUse(models)).as("registered, not yet champion").isEqualTo("one");
    registry.alias(ALIAS, two);
    lookTwice(models);
    assertThat(inUse(models)).isEqualTo("two");
    assertThat(models.state().loaded()).isEqualTo(2);

    // Of what was downloaded only the model in use stays.
    try (Stream<Path> kept = Files.list(folder.resolve("cache/bank-rs@champion"))) {
      assertThat(kept.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("in-use", "version-" + two);
    }
  }

  @Test
  void startsAndGoesOnWithoutTheServer() {
    registry.alias("outage", registry.register(bundle("kept").path()));
    URI nobody = URI.create("http://127.0.0.1:1");
    assertThat(holder(nobody, "outage").reload().refusal())
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains(
                        "models:/bank-rs@outage cannot be fetched",
                        "no local copy",
                        "http://127.0.0.1:1 does not answer"));
    holder(mlflow.trackingUri(), "outage").reload();

    ModelHolder models = holder(nobody, "outage");
    models.reload();
    lookTwice(models);
    assertThat(inUse(models)).isEqualTo("kept");
    assertThat(models.state().refusal()).isEmpty();
    assertThat(models.state().loaded()).as("an outage is no change").isEqualTo(1);
  }

  @Test
  void aDamagedVersionIsRefusedAndTheNextOneTaken() {
    registry.alias("hurt", registry.register(bundle("good").path()));
    ModelHolder models = holder(mlflow.trackingUri(), "hurt");
    models.reload();

    EditableBundle damaged = bundle("damaged");
    damaged.edit("report.html", text -> text + " ");
    registry.alias("hurt", registry.register(damaged.path()));
    lookTwice(models);
    assertThat(inUse(models)).isEqualTo("good");
    assertThat(models.state().refusal())
        .hasValueSatisfying(reason -> assertThat(reason).contains("report.html was changed"));

    registry.alias("hurt", registry.register(bundle("better").path()));
    lookTwice(models);
    assertThat(inUse(models)).isEqualTo("better");
    assertThat(models.state().refusal()).isEmpty();
  }

  @Test
  void aDeletedVersionChangesNothing() {
    String version = registry.register(bundle("gone").path());
    registry.alias("lost", version);
    ModelHolder models = holder(mlflow.trackingUri(), "lost");
    models.reload();
    registry.delete(version);
    lookTwice(models);
    assertThat(inUse(models)).isEqualTo("gone");
    assertThat(models.state().refusal()).isEmpty();
  }

  @Test
  void theChallengerIsFollowedAndGivenUp() {
    Challenger challenger = challenger(mlflow.trackingUri(), "challenger");
    lookTwice(challenger);
    assertThat(challenger.bundle()).as("nobody challenges").isEmpty();

    registry.alias("challenger", registry.register(bundle("third").path()));
    lookTwice(challenger);
    assertThat(version(challenger)).hasValue("third");
    String fourth = registry.register(bundle("fourth").path());
    registry.alias("challenger", fourth);
    lookTwice(challenger);
    assertThat(version(challenger)).hasValue("fourth");

    registry.removeAlias("challenger");
    lookTwice(challenger);
    assertThat(challenger.bundle()).as("promoted").isEmpty();
    assertThat(folder.resolve("cache/bank-rs@challenger/version-" + fourth)).doesNotExist();

    String fifth = registry.register(bundle("fifth").path());
    registry.alias("challenger", fifth);
    lookTwice(challenger);
    assertThat(version(challenger)).hasValue("fifth");
    registry.delete(fifth);
    lookTwice(challenger);
    assertThat(challenger.bundle()).as("deleted").isEmpty();
  }

  @Test
  void aChallengerOutlastsAnOutage() {
    registry.alias("brave", registry.register(bundle("brave").path()));
    lookTwice(challenger(mlflow.trackingUri(), "brave"));
    Challenger challenger = challenger(URI.create("http://127.0.0.1:1"), "brave");
    lookTwice(challenger);
    assertThat(version(challenger)).as("from the local copy").hasValue("brave");
  }

  private static void lookTwice(Challenger challenger) {
    challenger.look();
    challenger.look();
  }

  private static Optional<String> version(Challenger challenger) {
    return challenger.bundle().map(bundle -> bundle.manifest().version());
  }

  @Test
  void aManifestThatLeadsOutsideIsRefused() throws IOException {
    EditableBundle bundle = bundle("outside");
    String manifest = Files.readString(bundle.file("manifest.json"));
    Files.writeString(
        bundle.file("manifest.json"),
        manifest.replaceFirst("\"report.html\"", "\"../../report.html\""));
    registry.alias("outside", registry.register(bundle.path()));
    assertThat(holder(mlflow.trackingUri(), "outside").reload().refusal())
        .hasValueSatisfying(reason -> assertThat(reason).contains("lists a file outside"));
  }

  @Test
  void wrongSettingsAreNamed() {
    for (String uri : List.of("models:/bank-rs/3", "bank-rs@champion", "models:/@champion")) {
      assertThatThrownBy(() -> RegistryAddress.parse("BANKRS_MODEL_URI", uri))
          .hasMessageContaining("BANKRS_MODEL_URI is " + uri)
          .hasMessageContaining("models:/NAME@ALIAS");
    }
    assertThatThrownBy(() -> holder(URI.create("postgresql://user:secret@host"), ALIAS))
        .hasMessageContaining("MLFLOW_TRACKING_URI is no address of a server")
        .hasMessageNotContaining("secret");
  }
}

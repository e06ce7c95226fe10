package org.bankrs.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bankrs.scoring.ScoringConfig;
import org.bankrs.scoring.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelHolderTest {
  @TempDir Path folder;

  private static ModelHolder holder(Map<String, String> settings) {
    return new ModelHolder(Settings.of(settings).getConfigMapping(ScoringConfig.class));
  }

  @Test
  void withoutAPathItSaysWhatToSet() {
    ModelHolder.State state = holder(Map.of()).reload();
    assertThat(state.inUse()).isEmpty();
    assertThat(state.refusal())
        .hasValueSatisfying(r -> assertThat(r).contains("BANKRS_MODEL_PATH"));
  }

  @Test
  void aBadBundleLeavesTheModelInUse() throws IOException {
    EditableBundle bundle = EditableBundle.copyTo(folder.resolve("bundle"));
    ModelHolder models = holder(Map.of("bankrs.model.path", bundle.path().toString()));
    ModelBundle good = models.reload().inUse().orElseThrow();
    assertThat(models.state().refusal()).isEmpty();

    bundle.edit("report.html", text -> text + " ");
    assertThat(models.reload().inUse()).containsSame(good);
    assertThat(models.state().refusal())
        .hasValueSatisfying(r -> assertThat(r).contains("report.html was changed"));

    bundle.edit("report.html", text -> text.substring(0, text.length() - 1));
    assertThat(models.reload().inUse().orElseThrow()).isNotSameAs(good);
    assertThat(models.state().refusal()).isEmpty();
    assertThat(models.state().loaded()).isEqualTo(2);
    assertThat(models.state().refused()).isEqualTo(1);
  }

  @Test
  void aChangeIsTakenUpOnceItHasSettled() throws IOException {
    EditableBundle first = EditableBundle.copyTo(folder.resolve("first"));
    EditableBundle second = EditableBundle.copyTo(folder.resolve("second"));
    second.editManifest(manifest -> manifest.put("version", "second"));
    Path current = Files.createSymbolicLink(folder.resolve("current"), first.path());
    ModelHolder models = holder(Map.of("bankrs.model.path", current.toString()));
    ModelBundle used = models.reload().inUse().orElseThrow();
    models.look();
    models.look();
    assertThat(models.state().inUse()).containsSame(used);

    Files.delete(current);
    Files.createSymbolicLink(current, second.path());
    models.look();
    assertThat(models.state().inUse()).as("it may still be coming").containsSame(used);
    models.look();
    assertThat(models.state().inUse().orElseThrow().manifest().version()).isEqualTo("second");
    assertThat(models.state().loaded()).isEqualTo(2);
  }

  @Test
  void aRefusedBundleIsTriedAgainOnlyWhenItChanges() throws IOException {
    EditableBundle bundle = EditableBundle.copyTo(folder.resolve("bundle"));
    ModelHolder models = holder(Map.of("bankrs.model.path", bundle.path().toString()));
    ModelBundle used = models.reload().inUse().orElseThrow();
    byte[] manifest = Files.readAllBytes(bundle.file("manifest.json"));

    Files.delete(bundle.file("manifest.json"));
    for (int i = 0; i < 4; i++) {
      models.look();
    }
    assertThat(models.state().inUse()).containsSame(used);
    assertThat(models.state().refused()).isEqualTo(1);

    Files.write(bundle.file("manifest.json"), manifest);
    models.look();
    models.look();
    assertThat(models.state().refusal()).isEmpty();
  }
}

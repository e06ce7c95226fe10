package org.bankrs.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleReaderTest {
  private static final String TREES = "pipeline/stages/\\d+_gbtc[^/]*/data/part-.*parquet";
  private static final String SCALER = "pipeline/stages/\\d+_stdScal[^/]*/metadata/part-.*";
  private static final String INDEXER = "pipeline/stages/\\d+_strIdx[^/]*/metadata/part-.*";
  private static final String CLASSIFIER = "pipeline/stages/\\d+_gbtc[^/]*/metadata/part-.*";

  @TempDir private Path folder;

  /** A kind of damage. */
  @FunctionalInterface
  interface Damage {
    void to(EditableBundle bundle) throws IOException;
  }

  @Test
  void aWholeBundleIsRead() {
    ModelBundle bundle = BundleReader.read(EditableBundle.copyTo(folder.resolve("b")).path());
    assertThat(bundle.manifest().version())
        .isEqualTo(ExampleBundle.manifest().get("version").textValue());
    assertThat(bundle.verifiedRows()).isPositive();
  }

  @Test
  void aLinkToABundleIsRead() throws IOException {
    EditableBundle.copyTo(folder.resolve("b"));
    Path link = Files.createSymbolicLink(folder.resolve("current"), Path.of("b"));
    assertThat(BundleReader.read(link).verifiedRows()).isPositive();
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage(
            "a manifest that is gone",
            b -> Files.delete(b.file("manifest.json")),
            "no model bundle"),
        damage(
            "a manifest cut off",
            b -> b.edit("manifest.json", t -> t.substring(0, 90)),
            "manifest.json is not JSON"),
        damage(
            "a manifest of another kind",
            b -> b.edit("manifest.json", t -> "[1]"),
            "manifest.json is [1]: expected an object"),
        damage(
            "another format",
            b -> b.editManifest(m -> m.put("format", 2)),
            "manifest.json: format is 2: expected 1"),
        damage("no format", b -> b.editManifest(m -> m.remove("format")), "format is missing"),
        damage(
            "no version",
            b -> b.editManifest(m -> m.remove("version")),
            "version is missing: expected a text"),
        damage(
            "an empty version",
            b -> b.editManifest(m -> m.put("version", " ")),
            "version is \" \""),
        damage(
            "no time",
            b -> b.editManifest(m -> m.put("createdAt", "today")),
            "createdAt is \"today\""),
        damage(
            "no month",
            b -> b.editManifest(m -> ((ObjectNode) m.get("months")).putArray("train")),
            "months: train is []"),
        damage(
            "a bad month",
            b -> b.editManifest(m -> ((ObjectNode) m.get("months")).putArray("train").add("May")),
            "months: train is [\"May\"]"),
        damage(
            "products in another order",
            b -> b.editManifest(BundleReaderTest::rotateProducts),
            "expected the 24 codes in the order of the raw file"),
        damage(
            "a bad checksum",
            b -> b.editManifest(m -> checksums(m).put("reference.json", "12")),
            "checksums: reference.json is \"12\""),
        damage(
            "a missing file",
            b -> Files.delete(b.file("reference.json")),
            "reference.json is missing: the manifest lists it"),
        damage(
            "an unlisted file",
            b -> Files.createFile(b.file("pipeline/notes.txt")),
            "pipeline/notes.txt is not listed"),
        damage(
            "a changed text",
            b -> b.edit("reference.json", t -> t + " "),
            "reference.json was changed"),
        damage(
            "a changed tree", b -> flipByte(b.file(b.find(TREES))), "was changed: its SHA-256 is"),
        damage("a tree cut off", b -> cutOff(b.file(b.find(TREES))), "was changed: its SHA-256 is"),
        damage(
            "a listed file outside",
            b -> b.editManifest(m -> checksums(m).put("../other", "0".repeat(64))),
            "../other is missing"),
        damage("a link", BundleReaderTest::replaceByLink, "reference.json is a link or a device"),
        damage(
            "no reference of a feature",
            b -> b.editAndSign("reference.json", t -> t.replace("\"renta\"", "\"rent\"")),
            "reference.json: features: renta is missing"),
        damage(
            "edges out of order",
            b ->
                b.editAndSign(
                    "reference.json", t -> t.replaceFirst("\"edges\" *: *\\[", "\"edges\":[1e9,")),
            "expected ascending numbers"),
        damage(
            "a feature of another kind",
            b -> b.editAndSign("reference.json", t -> t.replaceFirst("\"NUMBER\"", "\"FLAG\"")),
            "expected NUMBER"),
        damage(
            "a stage that nobody knows",
            b ->
                b.editAndSign(
                    b.find(SCALER), t -> t.replace("StandardScalerModel", "MaxAbsScalerModel")),
            "MaxAbsScalerModel"),
        damage(
            "an input that is no feature",
            b -> b.editAndSign(b.find(INDEXER), t -> t.replace("\"sexo\"", "\"gender\"")),
            "gender"),
        damage(
            "a classifier of no product",
            b -> b.editAndSign(b.find(CLASSIFIER), t -> t.replace("probability_", "chance_")),
            "no classifier with the column probability_"),
        damage(
            "classifiers swapped",
            BundleReaderTest::swapClassifiers,
            "expected a difference of at most 1.0E-12"),
        damage(
            "another probability",
            b ->
                b.editAndSign(
                    "verification.jsonl",
                    t ->
                        t.replaceFirst(
                            "\"probabilities\" *: *\\[[^,]*", "\"probabilities\":[0.123456789")),
            "verification.jsonl line 1: the probability of ahor is"),
        damage(
            "a probability too few",
            b ->
                b.editAndSign(
                    "verification.jsonl",
                    t -> t.replaceFirst("\"probabilities\" *: *\\[[^,]*,", "\"probabilities\":[")),
            "verification.jsonl line 1 has 23 probabilities"),
        damage(
            "a row of an unknown field",
            b -> b.editAndSign("verification.jsonl", t -> t.replaceFirst("\"age\"", "\"edad\"")),
            "verification.jsonl line 1: unknown field \"edad\""),
        damage(
            "a line that is no row",
            b -> b.editAndSign("verification.jsonl", t -> t + "{}\n"),
            "has 0 probabilities"),
        damage(
            "a line that is no JSON",
            b -> b.editAndSign("verification.jsonl", t -> "x" + t),
            "verification.jsonl line 1 is not JSON"),
        damage(
            "nothing to verify",
            b -> b.editAndSign("verification.jsonl", t -> ""),
            "verification.jsonl is empty"));
  }

  private static Arguments damage(String name, Damage damage, String message) {
    return arguments(name, damage, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void aDamagedBundleIsRefusedWithOneClearMessage(String name, Damage damage, String message)
      throws IOException {
    EditableBundle bundle = EditableBundle.copyTo(folder.resolve("b"));
    damage.to(bundle);
    assertThatThrownBy(() -> BundleReader.read(bundle.path()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> BundleReader.read(folder.resolve("none")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("none is no folder");
  }

  private static void rotateProducts(ObjectNode manifest) {
    ArrayNode products = (ArrayNode) manifest.get("products");
    products.add(products.remove(0));
  }

  private static ObjectNode checksums(ObjectNode manifest) {
    return (ObjectNode) manifest.get("checksums");
  }

  private static void flipByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void cutOff(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static void replaceByLink(EditableBundle bundle) throws IOException {
    Path elsewhere = Files.move(bundle.file("reference.json"), bundle.path().resolveSibling("r"));
    Files.createSymbolicLink(bundle.file("reference.json"), elsewhere);
  }

  /** Gives two classifiers each other's columns: all files are sound, the answers are wrong. */
  private static void swapClassifiers(EditableBundle bundle) throws IOException {
    String payroll = stageOf(bundle, "cno");
    String home = stageOf(bundle, "viv");
    bundle.editAndSign(payroll, text -> text.replace("_cno\"", "_viv\""));
    bundle.editAndSign(home, text -> text.replace("_viv\"", "_cno\""));
  }

  private static String stageOf(EditableBundle bundle, String product) throws IOException {
    for (String name : bundle.findAll(CLASSIFIER)) {
      if (Files.readString(bundle.file(name)).contains("probability_" + product + "\"")) {
        return name;
      }
    }
    throw new IllegalStateException("no classifier of " + product);
  }
}

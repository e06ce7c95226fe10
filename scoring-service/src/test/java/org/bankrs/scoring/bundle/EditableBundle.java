package org.bankrs.scoring.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bankrs.schema.Product;
import org.bankrs.scoring.ExampleBundle;

/**
 * A copy of the example bundle to be damaged.
 *
 * @param path its folder
 */
public record EditableBundle(Path path) {
  /** Copies the example bundle into a folder that is not there yet. */
  public static EditableBundle copyTo(Path target) {
    Path source = ExampleBundle.path();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EditableBundle(target);
  }

  /** A file by its path in the bundle. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** The first of {@link #findAll}. */
  public String find(String regex) {
    return findAll(regex).get(0);
  }

  /** The paths in the bundle that match, in order. */
  public List<String> findAll(String regex) {
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .map(file -> path.relativize(file).toString())
          .filter(name -> name.matches(regex))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a text file. */
  public void edit(String name, UnaryOperator<String> change) {
    try {
      String before = Files.readString(file(name));
      String after = change.apply(before);
      if (before.equals(after)) {
        throw new IllegalStateException("nothing was changed in " + name);
      }
      Files.writeString(file(name), after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a text file and its checksum. */
  public void editAndSign(String name, UnaryOperator<String> change) {
    edit(name, change);
    editManifest(
        manifest -> ((ObjectNode) manifest.get("checksums")).put(name, sha256(file(name))));
  }

  /** Changes the manifest. */
  public void editManifest(Consumer<ObjectNode> change) {
    edit(
        "manifest.json",
        text -> {
          ObjectNode manifest = (ObjectNode) ExampleBundle.parse(text);
          change.accept(manifest);
          return manifest.toString();
        });
  }

  /** Changes the decision thresholds of all products, and the version. */
  public void decide(String thresholds, String version) {
    for (String stage : findAll("pipeline/stages/.*gbtc.*/metadata/part-.*")) {
      editAndSign(
          stage,
          text -> text.replaceFirst("\"thresholds\":\\[[^]]*]", "\"thresholds\":" + thresholds));
    }
    editManifest(manifest -> manifest.put("version", version));
  }

  /** Lets two products' trees change places, as a model that was trained otherwise would. */
  public void swap(Product one, Product other) {
    renameProbability(one, other.code());
    renameProbability(other, one.code());
    editAndSign(
        "verification.jsonl",
        text ->
            text.lines()
                .map(line -> swapped((ObjectNode) ExampleBundle.parse(line), one, other))
                .collect(Collectors.joining("\n", "", "\n")));
  }

  private void renameProbability(Product product, String code) {
    editAndSign(
        find("pipeline/stages/\\d+_gbtc_" + product.code() + "/metadata/part-.*"),
        text ->
            text.replace(
                "\"probabilityCol\":\"probability_" + product.code() + "\"",
                "\"probabilityCol\":\"probability_" + code + "\""));
  }

  private static String swapped(ObjectNode row, Product one, Product other) {
    ArrayNode probabilities = (ArrayNode) row.get("probabilities");
    JsonNode kept = probabilities.get(one.ordinal());
    probabilities.set(one.ordinal(), probabilities.get(other.ordinal()));
    probabilities.set(other.ordinal(), kept);
    return row.toString();
  }

  private static String sha256(Path file) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}

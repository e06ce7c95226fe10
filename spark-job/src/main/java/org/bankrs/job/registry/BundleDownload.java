package org.bankrs.job.registry;

import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.Transfers;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.BundleFiles;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.tracking.MlflowClient;

/** Fetches the bundle of a version from the registry. */
public final class BundleDownload {
  private static final String MANIFEST = "manifest.json";

  private BundleDownload() {}

  /**
   * Downloads the manifest and every file that it names. What was downloaded may still be damaged:
   * the caller verifies it.
   *
   * @param folder a new folder that every executor can read
   * @throws SourceUnreadableException when the server does not answer, a file is missing, or the
   *     manifest cannot be read
   */
  public static Bundle fetch(
      ModelRegistry registry, ModelVersion version, Configuration configuration, String folder) {
    MlflowClient client = registry.client();
    String path = ArtifactPath.of(version.source());
    BundleFiles files = BundleFiles.at(configuration, new Path(folder));
    files.create();
    byte[] text = client.download(path + "/" + MANIFEST);
    Manifest manifest;
    try {
      manifest =
          Json.read(
              "manifest.json of " + version,
              new String(text, StandardCharsets.UTF_8),
              Manifest.class);
    } catch (IllegalArgumentException e) {
      throw new SourceUnreadableException(e.getMessage(), e);
    }
    for (String name : manifest.checksums().keySet()) {
      if (name.startsWith("/") || name.contains("..")) {
        throw new SourceUnreadableException(
            "manifest.json of %s names %s, which is not below the bundle".formatted(version, name));
      }
    }
    Transfers.each(
        manifest.checksums().keySet(),
        name -> files.write(name, client.download(path + "/" + name)));
    files.write(MANIFEST, text);
    return Bundle.open(configuration, folder);
  }

  /** Adds a file to the run of a version. */
  public static void attach(
      ModelRegistry registry, ModelVersion version, String name, String text) {
    String bundle = ArtifactPath.of(version.source());
    String run = bundle.substring(0, bundle.lastIndexOf('/'));
    registry.client().put(run + "/" + name, text.getBytes(StandardCharsets.UTF_8));
  }
}

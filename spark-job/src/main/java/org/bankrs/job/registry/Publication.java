package org.bankrs.job.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.Transfers;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.bundle.BundleFiles;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.tracking.Experiments;
import org.bankrs.job.tracking.MlflowClient;
import org.bankrs.job.tracking.MlflowSettings;

/** Makes a bundle the challenger. */
public final class Publication {
  private static final String FOLDER = "/bundle";

  private Publication() {}

  /**
   * Registers a bundle and lets the alias {@code challenger} lead to it. The bundle is the artifact
   * of the run that trained it; one that was trained without MLflow is uploaded to a run of its
   * own. A bundle that is registered already is not registered twice.
   *
   * @param environment names MLflow and the experiment, as for training
   * @param uri the bundle's folder
   * @throws SourceUnreadableException when the bundle is damaged or the server refuses
   */
  public static ModelVersion publish(
      ModelRegistry registry,
      Map<String, String> environment,
      Configuration configuration,
      String uri) {
    Bundle bundle = Bundle.open(configuration, uri);
    List<String> damages = bundle.damages(configuration);
    if (!damages.isEmpty()) {
      throw new SourceUnreadableException(uri + " is damaged: " + String.join("; ", damages));
    }
    registry.create();
    ModelVersion version =
        registry.versions().stream()
            .filter(v -> v.tag(Tags.BUNDLE_VERSION).equals(bundle.manifest().version()))
            .findFirst()
            .orElseGet(() -> register(registry, environment, configuration, bundle));
    registry.point(Alias.CHALLENGER, version.version());
    return version;
  }

  private static ModelVersion register(
      ModelRegistry registry,
      Map<String, String> environment,
      Configuration configuration,
      Bundle bundle) {
    MlflowClient client = registry.client();
    String experiment = Experiments.idOf(client, MlflowSettings.of(environment).experiment());
    Manifest manifest = bundle.manifest();
    JsonNode run =
        client
            .post(
                "runs/search",
                Map.of(
                    "experiment_ids",
                    List.of(experiment),
                    "filter",
                    "tags.bundle_version = '%s' and attributes.status = 'FINISHED'"
                        .formatted(manifest.version()),
                    "max_results",
                    1))
            .path("runs")
            .path(0);
    JsonNode info =
        (run.isMissingNode() ? upload(client, experiment, configuration, bundle) : run)
            .path("info");
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(Tags.MONTH, manifest.months().test());
    tags.put(Tags.GIT, manifest.versions().getOrDefault("git", "unknown"));
    tags.put(Tags.DATA_DIGEST, manifest.dataDigest());
    tags.put(Tags.BUNDLE_VERSION, manifest.version());
    tags.put(Tags.BUNDLE_LOCATION, bundle.uri());
    tags.put(Tags.STATUS, Alias.CHALLENGER);
    return registry.register(
        info.path("run_id").asText(), info.path("artifact_uri").asText() + FOLDER, tags);
  }

  /** A finished run that keeps the bundle. */
  private static JsonNode upload(
      MlflowClient client, String experiment, Configuration configuration, Bundle bundle) {
    JsonNode run =
        client
            .post(
                "runs/create",
                Map.of(
                    "experiment_id",
                    experiment,
                    "start_time",
                    Instant.now().toEpochMilli(),
                    "run_name",
                    bundle.manifest().version(),
                    "tags",
                    List.of(
                        Map.of("key", "mlflow.source.name", "value", "bankrs publish"),
                        Map.of("key", Tags.BUNDLE_VERSION, "value", bundle.manifest().version()))))
            .path("run");
    String folder = ArtifactPath.of(run.path("info").path("artifact_uri").asText()) + FOLDER;
    BundleFiles files = BundleFiles.at(configuration, new Path(bundle.uri()));
    Transfers.each(
        bundle.manifest().checksums().keySet(),
        name -> client.put(folder + "/" + name, files.readBytes(name)));
    // Last, as in the bundle itself: where it is, the others are.
    client.put(folder + "/manifest.json", files.readBytes("manifest.json"));
    client.post(
        "runs/update",
        Map.of(
            "run_id",
            run.path("info").path("run_id").asText(),
            "status",
            "FINISHED",
            "end_time",
            Instant.now().toEpochMilli()));
    return run;
  }
}

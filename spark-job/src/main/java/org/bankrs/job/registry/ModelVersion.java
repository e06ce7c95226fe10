package org.bankrs.job.registry;

import java.util.Map;

/**
 * A version of a model in the registry.
 *
 * @param version counted from 1
 * @param runId the run that keeps the bundle, empty for none
 * @param source where the bundle lies: an address below {@code mlflow-artifacts:/}
 * @param tags by name; {@link Tags} says what they mean
 */
public record ModelVersion(int version, String runId, String source, Map<String, String> tags) {
  /** Copies the tags. */
  public ModelVersion {
    tags = Map.copyOf(tags);
  }

  /** A tag, empty when there is none. */
  public String tag(String name) {
    return tags.getOrDefault(name, "");
  }

  @Override
  public String toString() {
    String bundle = tag(Tags.BUNDLE_VERSION);
    return "version " + version + (bundle.isEmpty() ? "" : " (" + bundle + ")");
  }
}

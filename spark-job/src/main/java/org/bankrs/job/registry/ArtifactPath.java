package org.bankrs.job.registry;

import java.net.URI;
import org.bankrs.job.SourceUnreadableException;

/** Where MLflow's own artifact server keeps what an address names. */
final class ArtifactPath {
  private static final String SCHEME = "mlflow-artifacts";

  private ArtifactPath() {}

  /** The path on the server, without slashes at its ends. */
  static String of(String address) {
    URI uri = URI.create(address);
    if (!SCHEME.equals(uri.getScheme()) || uri.getAuthority() != null) {
      throw new SourceUnreadableException(
          "artifacts are kept in %s: expected a server that gives them itself (--serve-artifacts)"
              .formatted(address));
    }
    return uri.getPath().replaceAll("^/+|/+$", "");
  }
}

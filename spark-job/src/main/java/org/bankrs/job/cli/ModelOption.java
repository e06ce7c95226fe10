package org.bankrs.job.cli;

import org.apache.hadoop.conf.Configuration;
import org.bankrs.job.bundle.Bundle;
import picocli.CommandLine.Option;

/** A model bundle that is there already. */
final class ModelOption {
  @Option(names = "--model", required = true, paramLabel = "URI", description = "A model bundle.")
  private String uri;

  /** Where it is. */
  String uri() {
    return uri;
  }

  Bundle open(Configuration configuration) {
    return Bundle.open(configuration, uri);
  }
}

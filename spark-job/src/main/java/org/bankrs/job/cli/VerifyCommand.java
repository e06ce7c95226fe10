package org.bankrs.job.cli;

import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.bankrs.job.Sessions;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.bundle.Bundle;
import org.bankrs.job.run.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Verifies a bundle. */
@Command(
    name = "verify",
    description = "Checks every file of a bundle and replays its verification rows with Spark.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @ParentCommand private Main main;

  @Mixin private ModelOption model;

  @Option(
      names = "--files-only",
      description = "Look at the files alone; the gate replays the rows anyway.")
  private boolean filesOnly;

  @Override
  public Integer call() {
    if (filesOnly) {
      Configuration configuration = Sessions.files(main.environment());
      Bundle bundle = model.open(configuration);
      return tell(bundle, new Replay.Result(bundle.damages(configuration), 0, 0));
    }
    return Sessions.with(
        main.environment(),
        session -> {
          Bundle bundle = model.open(session.sparkContext().hadoopConfiguration());
          return tell(bundle, Replay.verify(session, bundle));
        });
  }

  private int tell(Bundle bundle, Replay.Result result) {
    if (!result.problems().isEmpty()) {
      throw new SourceUnreadableException(
          model.uri() + " is damaged: " + String.join("; ", result.problems()));
    }
    System.out.printf(
        "bundle %s is whole: %d files, %d rows replayed, largest difference %s%n",
        bundle.manifest().version(),
        bundle.manifest().checksums().size(),
        result.rows(),
        result.largestDifference());
    return ExitCode.DONE;
  }
}

package org.bankrs.job.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bankrs.job.bundle.Json;
import org.bankrs.job.tracking.RunRecord;

/** The records that trainings leave. */
final class Runs {
  private Runs() {}

  /** The record of the run that made a bundle. */
  static RunRecord beside(Path bundle) throws IOException {
    Path file = bundle.resolveSibling(bundle.getFileName() + ".run").resolve("run.json");
    return Json.read(file.toString(), Files.readString(file), RunRecord.class);
  }
}

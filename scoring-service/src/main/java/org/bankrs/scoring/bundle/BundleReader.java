package org.bankrs.scoring.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bankrs.drift.Reference;
import org.bankrs.mllib.ModelFormatException;
import org.bankrs.mllib.PipelineScorer;
import org.bankrs.scoring.score.CustomerScorer;

/** Reads a bundle and refuses one that is not exactly what training wrote. */
public final class BundleReader {
  private BundleReader() {}

  /**
   * Reads and verifies a bundle: its manifest, every file's checksum, the stages of its pipeline,
   * and that the rows scored by Spark get the same probabilities here.
   *
   * @throws BundleException when anything is missing, unlisted, changed, unknown or different
   */
  public static ModelBundle read(Path folder) {
    Path bundle = realFolder(folder);
    if (!Files.isRegularFile(bundle.resolve(Manifest.FILE))) {
      throw new BundleException(folder + " is no model bundle: it has no " + Manifest.FILE);
    }
    Manifest manifest = Manifest.read(bundle);
    Checksums.verify(bundle, manifest.checksums());
    Reference reference = ReferenceFile.read(bundle);
    CustomerScorer scorer = scorer(bundle);
    return new ModelBundle(manifest, reference, scorer, Verification.replay(bundle, scorer));
  }

  private static Path realFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BundleException("there is no model bundle: " + folder + " is no folder");
    }
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new BundleException("the bundle cannot be read: " + e, e);
    }
  }

  private static CustomerScorer scorer(Path bundle) {
    try {
      return new CustomerScorer(PipelineScorer.load(bundle.resolve("pipeline")));
    } catch (ModelFormatException | IllegalArgumentException e) {
      throw new BundleException("pipeline: " + e.getMessage(), e);
    }
  }
}

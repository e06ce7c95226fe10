package org.bankrs.job;

import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The place of a file or folder that appears when it is whole: it is written under a hidden name
 * beside its place, then renamed. On an object store renaming is not atomic.
 *
 * <p>Whatever goes wrong ends in a {@link SourceUnreadableException} that names the place.
 */
public final class NewPlace {
  private final FileSystem system;
  private final Path target;
  private final Path hidden;

  private NewPlace(FileSystem system, Path target, Path hidden) {
    this.system = system;
    this.target = target;
    this.hidden = hidden;
  }

  /** A place that nothing is written to yet. */
  public static NewPlace at(Configuration configuration, Path target) {
    FileSystem system = FileWork.system(configuration, target);
    String name = "." + target.getName() + ".incomplete-" + UUID.randomUUID();
    return new NewPlace(system, target, new Path(system.makeQualified(target).getParent(), name));
  }

  /** Where to write. */
  public Path hidden() {
    return hidden;
  }

  /**
   * Makes sure that nothing is lost.
   *
   * @throws IllegalArgumentException when there is something at the place already
   */
  public void refuseExisting() {
    if (FileWork.run("look at", target, () -> system.exists(target))) {
      throw new IllegalArgumentException("--out " + target + " exists: choose a new place");
    }
  }

  /** Renames what was written. */
  public void reveal() {
    if (!FileWork.run("rename", hidden, () -> system.rename(hidden, target))) {
      throw new SourceUnreadableException("cannot rename " + hidden + " to " + target);
    }
  }

  /** Deletes what was written so far, if anything. */
  public void discard() {
    FileWork.run("delete", hidden, () -> system.delete(hidden, true));
  }

  /** The place as it was named. */
  @Override
  public String toString() {
    return target.toString();
  }
}

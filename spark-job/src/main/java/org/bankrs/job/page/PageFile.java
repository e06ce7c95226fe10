package org.bankrs.job.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.bankrs.job.SourceUnreadableException;

/**
 * A file that appears under its name when it is whole: written under a hidden name beside its
 * place, then renamed. Not thread-safe.
 */
public final class PageFile implements AutoCloseable {
  private final FileSystem system;
  private final Path target;
  private final Path temporary;
  private boolean done;

  private PageFile(FileSystem system, Path target, Path temporary) {
    this.system = system;
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Begins a file. Called before the work, so that a place that cannot be written to is known
   * early.
   *
   * @param out a local path or an address on any file system that Hadoop knows
   * @throws IllegalArgumentException when there is something at the place already
   * @throws SourceUnreadableException when the place cannot be written to
   */
  public static PageFile begin(Configuration configuration, String out) {
    Path target = new Path(out);
    try {
      FileSystem named = target.getFileSystem(configuration);
      // A page needs no .crc file beside it.
      FileSystem system =
          named instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : named;
      refuseExisting(system, target);
      String hidden = "." + target.getName() + ".incomplete-" + UUID.randomUUID();
      Path temporary = new Path(system.makeQualified(target).getParent(), hidden);
      system.create(temporary, false).close();
      return new PageFile(system, target, temporary);
    } catch (IOException e) {
      throw new SourceUnreadableException("cannot write to " + out + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes the whole text and gives the file its name.
   *
   * @throws SourceUnreadableException when it cannot be written
   */
  public void write(String text) {
    try {
      try (OutputStream file = system.create(temporary, true)) {
        file.write(text.getBytes(StandardCharsets.UTF_8));
      }
      refuseExisting(system, target);
      if (!system.rename(temporary, target)) {
        throw new IOException("cannot rename " + temporary);
      }
      done = true;
    } catch (IOException e) {
      throw new SourceUnreadableException("cannot write to " + target + ": " + e.getMessage(), e);
    }
  }

  /** Deletes what was written unless the file was finished. */
  @Override
  public void close() {
    if (!done) {
      try {
        system.delete(temporary, false);
      } catch (IOException e) {
        throw new SourceUnreadableException(
            "cannot delete " + temporary + ": " + e.getMessage(), e);
      }
    }
  }

  private static void refuseExisting(FileSystem system, Path target) throws IOException {
    if (system.exists(target)) {
      throw new IllegalArgumentException("--out " + target + " exists: choose a new place");
    }
  }
}

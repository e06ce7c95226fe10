package org.bankrs.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Work with the files of any Hadoop file system; what goes wrong ends in one message. */
public final class FileWork {
  private FileWork() {}

  /** What may go wrong. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /**
   * The file system of a place. It writes no .crc files: a bundle has checksums of its own, and a
   * page needs none.
   *
   * @throws SourceUnreadableException when it cannot be reached
   */
  public static FileSystem system(Configuration configuration, Path place) {
    FileSystem system = run("reach", place, () -> place.getFileSystem(configuration));
    return system instanceof ChecksumFileSystem checked ? checked.getRawFileSystem() : system;
  }

  /**
   * Does some work.
   *
   * @param what it does with the place, for the message: {@code cannot <what> <place>: ...}
   * @throws SourceUnreadableException when it fails
   */
  public static <T> T run(String what, Path place, Work<T> work) {
    try {
      return work.run();
    } catch (AccessDeniedException e) {
      throw new SourceUnreadableException(
          "cannot "
              + what
              + " "
              + place
              + ": access was denied; check its permissions and the credentials in the environment",
          e);
    } catch (IOException | UncheckedIOException | FSError e) {
      throw new SourceUnreadableException(
          "cannot " + what + " " + place + ": " + e.getMessage(), e);
    }
  }
}

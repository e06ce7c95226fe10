package org.bankrs.job.page;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.bankrs.job.FileWork;
import org.bankrs.job.NewPlace;

/** A file that appears under its name when it is whole. Not thread-safe. */
public final class PageFile implements AutoCloseable {
  private final FileSystem system;
  private final Path target;
  private final NewPlace place;
  private boolean done;

  private PageFile(FileSystem system, Path target, NewPlace place) {
    this.system = system;
    this.target = target;
    this.place = place;
  }

  /**
   * Begins a file. Called before the work, so that a place that cannot be written to is known
   * early.
   *
   * @param out a local path or an address on any file system that Hadoop knows
   * @throws IllegalArgumentException when there is something at the place already
   * @throws org.bankrs.job.SourceUnreadableException when the place cannot be written to
   */
  public static PageFile begin(Configuration configuration, String out) {
    Path target = new Path(out);
    NewPlace place = NewPlace.at(configuration, target);
    place.refuseExisting();
    PageFile file = new PageFile(FileWork.system(configuration, target), target, place);
    file.put("");
    return file;
  }

  /**
   * Writes the whole text and gives the file its name.
   *
   * @throws IllegalArgumentException when there is something at the place by now
   * @throws org.bankrs.job.SourceUnreadableException when it cannot be written
   */
  public void write(String text) {
    put(text);
    place.refuseExisting();
    place.reveal();
    done = true;
  }

  private void put(String text) {
    FileWork.run(
        "write to",
        target,
        () -> {
          try (OutputStream file = system.create(place.hidden(), true)) {
            file.write(text.getBytes(StandardCharsets.UTF_8));
          }
          return text;
        });
  }

  /** Deletes what was written unless the file was finished. */
  @Override
  public void close() {
    if (!done) {
      place.discard();
    }
  }
}

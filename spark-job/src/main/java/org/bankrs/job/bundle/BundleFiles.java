package org.bankrs.job.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.FutureIO;
import org.bankrs.job.FileWork;
import org.bankrs.job.SourceUnreadableException;
import org.bankrs.job.Transfers;

/**
 * Files below one folder of any Hadoop file system. Names are paths below the folder.
 *
 * <p>Whatever goes wrong ends in a {@link SourceUnreadableException} that names the folder.
 */
public final class BundleFiles {
  private final FileSystem system;
  private final Path folder;

  private BundleFiles(FileSystem system, Path folder) {
    this.system = system;
    this.folder = folder;
  }

  /** The files below a folder, which need not exist yet. */
  public static BundleFiles at(Configuration configuration, Path folder) {
    FileSystem system = FileWork.system(configuration, folder);
    return new BundleFiles(system, system.makeQualified(folder));
  }

  /** Makes the folder. */
  public void create() {
    run("write to", () -> system.mkdirs(folder));
  }

  /** Deletes the folder with all its files; nothing happens when it does not exist. */
  public void delete() {
    run("delete", () -> system.delete(folder, true));
  }

  /** Writes a new text file in UTF-8. */
  public void write(String name, String text) {
    write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a new file. */
  public void write(String name, byte[] content) {
    run(
        "write to",
        () -> {
          try (OutputStream out = system.create(new Path(folder, name), false)) {
            out.write(content);
          }
          return true;
        });
  }

  /** The text of a file in UTF-8. */
  public String read(String name) {
    return new String(readBytes(name), StandardCharsets.UTF_8);
  }

  /** The content of a file. */
  public byte[] readBytes(String name) {
    return run(
        "read",
        () -> {
          try (InputStream in = system.open(new Path(folder, name))) {
            return in.readAllBytes();
          }
        });
  }

  /** The content of every file by its path below the folder. */
  SortedMap<String, byte[]> readAll() {
    return each(InputStream::readAllBytes);
  }

  /** SHA-256 of every file by its path below the folder. */
  SortedMap<String, String> checksums() {
    return each(BundleFiles::sha256);
  }

  /** What one file's content comes to. */
  private interface Reading<T> {
    T of(InputStream content) throws IOException;
  }

  private <T> SortedMap<String, T> each(Reading<T> reading) {
    SortedMap<String, T> all = new ConcurrentSkipListMap<>();
    Transfers.each(
        list(),
        file -> {
          String name = folder.toUri().relativize(file.getPath().toUri()).getPath();
          all.put(name, run("read", () -> read(file, reading)));
        });
    return new TreeMap<>(all);
  }

  private <T> T read(FileStatus file, Reading<T> reading) throws IOException {
    // What is known from the list need not be asked for again: on S3 that is a call for each file.
    try (InputStream content =
        FutureIO.awaitFuture(system.openFile(file.getPath()).withFileStatus(file).build())) {
      return reading.of(content);
    }
  }

  private List<FileStatus> list() {
    return run(
        "read",
        () -> {
          List<FileStatus> found = new ArrayList<>();
          RemoteIterator<LocatedFileStatus> files = system.listFiles(folder, true);
          while (files.hasNext()) {
            found.add(files.next());
          }
          return found;
        });
  }

  private static String sha256(InputStream in) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private <T> T run(String what, FileWork.Work<T> work) {
    return FileWork.run(what, folder, work);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}

package org.bankrs.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Writes a panel: threads simulate chunks of customers, the calling thread appends them in order to
 * one file a month in a folder of a temporary name beside the target. When all is written the
 * folder is renamed, or its files are joined and the whole is.
 */
final class PanelWriter {
  private final Simulator simulator;
  private final long customers;
  private final int months;
  private final int threads;
  private final Progress progress;

  PanelWriter(Simulator simulator, long customers, int months, int threads, Progress progress) {
    this.simulator = simulator;
    this.customers = customers;
    this.months = months;
    this.threads = threads;
    this.progress = progress;
  }

  /** What the name of the output asks for. */
  private enum Form {
    FILE,
    COMPRESSED_FILE,
    FOLDER;

    static Form of(Path out) {
      String name = out.getFileName() == null ? "" : out.getFileName().toString();
      if (name.endsWith(".csv.gz")) {
        return COMPRESSED_FILE;
      }
      return name.endsWith(".csv") ? FILE : FOLDER;
    }
  }

  long write(Path out) throws IOException {
    Path target = out.toAbsolutePath().normalize();
    try {
      return writeTo(target);
    } catch (IOException e) {
      throw new IOException("cannot write " + out + ": " + reason(e), e);
    }
  }

  private long writeTo(Path target) throws IOException {
    Form form = Form.of(target);
    refuseOccupied(target, form);
    Path parent = target.getParent();
    if (parent == null) {
      throw new FileSystemException(target.toString(), null, "it is the root folder");
    }
    Files.createDirectories(parent);
    String suffix = Long.toHexString(ThreadLocalRandom.current().nextLong());
    Path work = parent.resolve("." + target.getFileName() + "." + suffix + ".part");
    Thread cleaner = new Thread(() -> deleteQuietly(work));
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      Files.createDirectory(work);
      List<Path> files = new ArrayList<>();
      for (int month = 0; month < months; month++) {
        files.add(work.resolve(Panel.name(month) + ".csv"));
      }
      long rows = writeMonths(files, form);
      publish(work, files, target, form);
      delete(work);
      return rows;
    } catch (IOException | RuntimeException e) {
      deleteQuietly(work);
      throw e;
    } finally {
      forget(cleaner);
    }
  }

  private static void forget(Thread cleaner) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleaner);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs already.
    }
  }

  private static void refuseOccupied(Path target, Form form) throws IOException {
    if (form != Form.FOLDER) {
      if (Files.isDirectory(target)) {
        throw new FileSystemException(target.toString(), null, "it is a folder");
      }
      return;
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> entries = Files.list(target)) {
        if (entries.findAny().isPresent()) {
          throw new FileSystemException(target.toString(), null, "the folder is not empty");
        }
      }
    } else if (Files.exists(target)) {
      throw new FileSystemException(target.toString(), null, "it is a file, expected a folder");
    }
  }

  private long writeMonths(List<Path> files, Form form) throws IOException {
    byte[] header = (SimulatedRow.header() + "\n").getBytes(StandardCharsets.UTF_8);
    boolean compressed = form == Form.COMPRESSED_FILE;
    List<FileChannel> channels = new ArrayList<>();
    try {
      for (Path file : files) {
        channels.add(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        if (form == Form.FOLDER || channels.size() == 1) {
          append(channels.get(channels.size() - 1), compressed ? Chunk.compress(header) : header);
        }
      }
      return writeChunks(channels, compressed);
    } finally {
      for (FileChannel channel : channels) {
        channel.close();
      }
    }
  }

  private long writeChunks(List<FileChannel> channels, boolean compressed) throws IOException {
    long chunks = (customers + Chunk.SIZE - 1) / Chunk.SIZE;
    ExecutorService workers = Executors.newFixedThreadPool(threads, PanelWriter::daemon);
    try {
      Deque<Future<Chunk>> ahead = new ArrayDeque<>();
      long next = 0;
      long doneCustomers = 0;
      long rows = 0;
      for (long done = 0; done < chunks; done++) {
        while (next < chunks && ahead.size() < threads + 2) {
          long number = next++;
          ahead.add(
              workers.submit(
                  () -> Chunk.simulate(simulator, number, customers, months, compressed)));
        }
        Chunk chunk = await(ahead.remove());
        for (int month = 0; month < months; month++) {
          append(channels.get(month), chunk.bytes().get(month));
        }
        doneCustomers += chunk.customers();
        rows += chunk.rows();
        progress.at(doneCustomers, rows);
      }
      return rows;
    } finally {
      workers.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "simulator");
    thread.setDaemon(true);
    return thread;
  }

  private static Chunk await(Future<Chunk> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("simulating failed: " + e.getCause(), e.getCause());
    }
  }

  private static void append(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static void publish(Path work, List<Path> files, Path target, Form form)
      throws IOException {
    switch (form) {
      case FOLDER -> {
        Files.deleteIfExists(target);
        Files.move(work, target, StandardCopyOption.ATOMIC_MOVE);
      }
      case FILE, COMPRESSED_FILE -> {
        Path whole = files.get(0);
        try (FileChannel to = FileChannel.open(whole, StandardOpenOption.APPEND)) {
          for (Path file : files.subList(1, files.size())) {
            copy(file, to);
            Files.delete(file);
          }
          to.force(false);
        }
        Files.move(
            whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static void copy(Path file, FileChannel to) throws IOException {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = from.size();
      long position = 0;
      while (position < size) {
        position += from.transferTo(position, size - position, to);
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "no permission to write to " + denied.getFile();
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      delete(folder);
    } catch (IOException | UncheckedIOException e) {
      // What went wrong before matters more; the folder's name ends with .part and hides it.
    }
  }
}

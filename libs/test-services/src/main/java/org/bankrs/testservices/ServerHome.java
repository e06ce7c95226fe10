package org.bankrs.testservices;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server holds while it runs: its processes and a temporary folder for settings, data and
 * logs. All of it is gone after {@link #close}, or, should that be missed, when the JVM ends. Safe
 * for use by several threads.
 */
final class ServerHome implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
  private static final Set<ServerHome> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> OPEN.forEach(ServerHome::abandon), "end-test-services"));
  }

  /** Where homes are made instead of the system's folder for temporary files, if it is set. */
  static final String FOLDER_PROPERTY = "bankrs.services.folder";

  private final Path folder;

  /** In a folder that was chosen all servers log into one folder, which stays. */
  private final Path logs;

  /** The one started last comes first. */
  private final ConcurrentLinkedDeque<LocalProcess> processes = new ConcurrentLinkedDeque<>();

  private final ConcurrentLinkedDeque<Closeable> attached = new ConcurrentLinkedDeque<>();

  private ServerHome(Path folder, Path logs) {
    this.folder = folder;
    this.logs = logs;
    OPEN.add(this);
  }

  /** Starts a server in a home and on ports. */
  @FunctionalInterface
  interface Starter<T> {
    T start(ServerHome home, List<Integer> ports) throws IOException;
  }

  /**
   * Starts a server in a new home on free loopback ports. When the start fails, the home is closed.
   * Since another process may take a port between its choice and its use, a start that failed for
   * that reason is tried once more.
   *
   * @param name the server's name, for its folder
   * @param portCount how many ports it needs
   * @param starter starts it
   */
  static <T> T start(String name, int portCount, Starter<T> starter) {
    long begin = System.nanoTime();
    T server;
    try {
      server = startOnce(name, portCount, starter);
    } catch (ServiceException e) {
      if (!e.isPortTaken()) {
        throw e;
      }
      server = startOnce(name, portCount, starter);
    }
    TestTimes.note("start " + name, (System.nanoTime() - begin) / 1e9);
    return server;
  }

  private static <T> T startOnce(String name, int portCount, Starter<T> starter) {
    ServerHome home = create(name);
    try {
      return starter.start(home, FreePorts.choose(portCount));
    } catch (IOException e) {
      home.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  private static ServerHome create(String name) {
    String chosen = System.getProperty(FOLDER_PROPERTY, "");
    try {
      if (chosen.isEmpty()) {
        Path folder = Files.createTempDirectory("bankrs-" + name + "-");
        return new ServerHome(folder, folder);
      }
      Path folder = Files.createTempDirectory(Path.of(chosen), name + "-");
      return new ServerHome(folder, Files.createDirectories(Path.of(chosen, "logs")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  Path createFolder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /**
   * Writes a resource of this package into a file.
   *
   * @param resource the resource's name, relative to this package
   * @param name the file, relative to the folder
   * @param values what each marker {@code @NAME@} in the resource stands for
   */
  Path writeResource(String resource, String name, Map<String, String> values) throws IOException {
    try (InputStream in = ServerHome.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("@" + value.getKey() + "@", value.getValue());
      }
      return write(name, text);
    }
  }

  /** Starts a program that runs until this home is closed. */
  void start(Program program) {
    register(program);
  }

  private LocalProcess register(Program program) {
    LocalProcess process = program.start(folder, logs);
    processes.addFirst(process);
    return process;
  }

  /**
   * Waits until the server of this home answers.
   *
   * @param timeout how long it may take
   * @param isReady asked again and again until it says yes
   * @throws ServiceException with what was printed, when one of the processes ended or the time is
   *     over
   */
  void awaitReady(Duration timeout, BooleanSupplier isReady) {
    long start = System.nanoTime();
    while (!isReady.getAsBoolean()) {
      for (LocalProcess process : processes) {
        if (process.hasEnded()) {
          throw new ServiceException(
              process.report(
                  "ended with exit code " + process.exitCode() + " instead of starting"));
        }
      }
      if (System.nanoTime() - start > timeout.toNanos()) {
        String late = "was not ready after " + timeout.toSeconds() + " s";
        throw new ServiceException(
            processes.stream()
                .map(process -> process.report(late))
                .collect(Collectors.joining("\n\n")));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_INTERVAL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("Interrupted while waiting for a server", e);
    }
  }

  /**
   * Runs a program to its end.
   *
   * @throws ServiceException with what it printed, when it has not ended after {@code timeout}; it
   *     is killed then
   */
  ProgramResult run(Program program, Duration timeout) {
    LocalProcess process = register(program);
    try {
      return process.awaitEnd(timeout);
    } finally {
      processes.remove(process);
    }
  }

  /** Ends one program of this home and everything it started. */
  void stop(String name) {
    for (LocalProcess process : processes) {
      if (process.name().equals(name)) {
        process.close();
        processes.remove(process);
      }
    }
  }

  /** Kills programs of this home and everything they started, as a machine that fails does. */
  void kill(List<String> names) {
    for (LocalProcess process : processes) {
      if (names.contains(process.name())) {
        process.kill();
        processes.remove(process);
      }
    }
  }

  /** Has something that ends a server by itself closed with this home. */
  void attach(Closeable server) {
    attached.addFirst(server);
  }

  /** All processes that run now, those started by the programs too. */
  List<ProcessHandle> processes() {
    return processes.stream().flatMap(process -> process.processes().stream()).toList();
  }

  @Override
  public void close() {
    // All are asked before the first is waited for: several seconds each add up.
    processes.forEach(LocalProcess::askToEnd);
    processes.forEach(LocalProcess::close);
    end();
    OPEN.remove(this);
  }

  /** Close without giving the processes time to end in good order. */
  private void abandon() {
    try {
      processes.forEach(LocalProcess::kill);
      end();
    } catch (RuntimeException e) {
      // The others are to end all the same.
      System.err.println("Cannot end a server in " + folder + ": " + e);
    }
  }

  private void end() {
    try {
      for (Closeable server : attached) {
        server.close();
      }
      for (Path file : contents()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot end a server and delete " + folder, e);
    }
  }

  /** Everything in the folder and the folder itself, each entry after what it holds. */
  private List<Path> contents() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}

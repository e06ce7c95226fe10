package org.bankrs.testservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running program, which ends together with every process it started. */
final class LocalProcess implements AutoCloseable {
  private static final Duration TIME_TO_END_BY_ITSELF = Duration.ofSeconds(5);
  private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);

  /** How much of a long output goes into a message, counted from its end. */
  private static final int OUTPUT_CHARACTERS = 8_000;

  private final Program program;
  private final Process process;
  private final Path output;
  private final Path errors;

  /** What ran when the program was asked to end: children outlive a parent that obeys. */
  private volatile List<ProcessHandle> children = List.of();

  LocalProcess(Program program, Process process, Path output, Path errors) {
    this.program = program;
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  String name() {
    return program.name();
  }

  /** The program's own process and those it started, as of now. */
  List<ProcessHandle> processes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /**
   * Waits for the program's end.
   *
   * @throws ServiceException with what it printed, when the time is over; it is killed then
   */
  ProgramResult awaitEnd(Duration timeout) {
    if (!waitFor(timeout)) {
      close();
      throw new ServiceException(report("had not ended after " + timeout.toSeconds() + " s"));
    }
    return new ProgramResult(process.exitValue(), read(output), read(errors));
  }

  /** Asks the first process to end, which ends its children in good order. */
  void askToEnd() {
    children = processes();
    process.destroy();
  }

  /** Asks it to end; whatever is left after some seconds is killed. */
  @Override
  public void close() {
    if (children.isEmpty()) {
      askToEnd();
    }
    awaitEnd(process.toHandle(), TIME_TO_END_BY_ITSELF);
    kill();
  }

  /** Ends the program and all that it started at once, and waits until they are gone. */
  void kill() {
    List<ProcessHandle> processes =
        Stream.concat(children.stream(), processes().stream()).distinct().toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(handle -> awaitEnd(handle, TIME_TO_DIE));
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Has the program ended within the time? */
  boolean waitFor(Duration timeout) {
    try {
      return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new ServiceException("Interrupted while waiting for " + program.name(), e);
    }
  }

  /** A message that says what happened to the program and what it printed. */
  String report(String whatHappened) {
    return "%s %s%ncommand: %s%noutput:%n%s%n%s"
        .formatted(
            program.name(),
            whatHappened,
            String.join(" ", program.command()),
            end(read(output)),
            end(read(errors)));
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - OUTPUT_CHARACTERS));
  }

  private static String read(Path file) {
    try {
      // Unlike Files.readString this also takes bytes that are no UTF-8.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitEnd(ProcessHandle handle, Duration timeout) {
    try {
      handle.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The next, harder step deals with a process that stays.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

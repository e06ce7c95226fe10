package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHomeTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final List<Path> folders = new ArrayList<>();

  @Test
  void aProgramThatEndsInsteadOfStartingIsReportedWithItsOutput() {
    assertThatThrownBy(
            () -> start("echo listening on nothing; echo no such setting >&2; exit 7", () -> false))
        .isInstanceOf(ServiceException.class)
        .hasMessageContainingAll(
            "ended with exit code 7", "listening on nothing", "no such setting");
    assertThat(folders).hasSize(1).noneMatch(folder -> folder.toFile().exists());
  }

  @Test
  void aStartThatFoundItsPortTakenIsTriedOnceMoreOnOtherPorts() {
    Set<Integer> ports = new HashSet<>();
    assertThatThrownBy(
            () ->
                ServerHome.start(
                    "test",
                    2,
                    (home, given) -> {
                      folders.add(home.folder());
                      ports.addAll(given);
                      awaitReady(home, "echo bind: Address already in use; exit 1", () -> false);
                      return home;
                    }))
        .isInstanceOf(ServiceException.class);
    assertThat(folders).hasSize(2);
    assertThat(ports).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void childrenThatOutliveTheirParentAreEndedToo() throws Exception {
    // The parent ignores the wish to end, and so does its child.
    ServerHome home =
        start(
            "trap '' TERM; sh -c \"trap '' TERM; sleep 600; true\" & touch ready; sleep 600; true",
            null);
    List<ProcessHandle> processes = home.processes();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
    home.close();
    Gone.assertGone(processes);
    assertThat(home.folder()).doesNotExist();
  }

  @Test
  void aServerThatNobodyClosedEndsWithTheJvm(@TempDir Path folder) throws Exception {
    Program jvm =
        new Program(
            "jvm",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LeavesServerOpen.class.getName()),
            Map.of());
    ProgramResult result;
    try (LocalProcess process = jvm.start(folder)) {
      result = process.awaitEnd(LONG);
    }
    assertThat(result.exitCode()).as(result.standardError()).isZero();
    List<String> printed = result.standardOutput().lines().toList();
    Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(printed.get(0)));
    if (server.isPresent()) {
      Gone.assertGone(List.of(server.get()));
    }
    assertThat(Path.of(printed.get(1))).doesNotExist();
  }

  private ServerHome start(String script, BooleanSupplier isReady) {
    return ServerHome.start(
        "test",
        0,
        (home, ports) -> {
          folders.add(home.folder());
          awaitReady(
              home,
              script,
              isReady == null ? () -> home.folder().resolve("ready").toFile().exists() : isReady);
          return home;
        });
  }

  private static void awaitReady(ServerHome home, String script, BooleanSupplier isReady) {
    home.start(new Program("script", List.of("sh", "-c", script), Map.of()))
        .awaitReady(LONG, isReady);
  }
}

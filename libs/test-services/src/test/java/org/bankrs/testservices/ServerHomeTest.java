package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerHomeTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private final List<Path> folders = new ArrayList<>();

  @Test
  void aProgramThatEndsInsteadOfStartingIsReportedWithItsOutput() {
    assertThatThrownBy(() -> start("echo listening on nothing; echo no such setting >&2; exit 7"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContainingAll(
            "ended with exit code 7", "listening on nothing", "no such setting");
    assertThat(folders).hasSize(1).noneMatch(folder -> folder.toFile().exists());
  }

  @Test
  void aStartThatFoundItsPortTakenIsTriedOnceMore() {
    assertThatThrownBy(
            () ->
                ServerHome.start(
                    "test",
                    2,
                    (home, given) -> {
                      folders.add(home.folder());
                      assertThat(given).hasSize(2).doesNotHaveDuplicates();
                      awaitReady(home, "echo bind: Address already in use; exit 1");
                      return home;
                    }))
        .isInstanceOf(ServiceException.class);
    assertThat(folders).hasSize(2);
  }

  @Test
  void childrenThatOutliveTheirParentAreEndedToo() throws Exception {
    // The parent ignores the wish to end, and so does its child.
    ServerHome home =
        start(
            "trap '' TERM; sh -c \"trap '' TERM; sleep 600; true\" & touch ready; sleep 600; true");
    List<ProcessHandle> processes = home.processes();
    assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
    home.close();
    Gone.assertGone(processes);
    assertThat(home.folder()).doesNotExist();
  }

  @Test
  void aProgramThatTakesTooLongIsKilled() throws Exception {
    try (ServerHome home = start("touch ready; sleep 600")) {
      Program program =
          new Program("slow", List.of("sh", "-c", "echo $$; exec sleep 600"), Map.of());
      assertThatThrownBy(() -> home.run(program, Duration.ofSeconds(3)))
          .isInstanceOf(ServiceException.class)
          .hasMessageContaining("slow had not ended after 3 s");
      String pid = Files.readString(home.folder().resolve("slow.out")).strip();
      assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
    }
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
    try (LocalProcess process = jvm.start(folder, folder)) {
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

  private ServerHome start(String script) {
    return ServerHome.start(
        "test",
        0,
        (home, ports) -> {
          folders.add(home.folder());
          awaitReady(home, script);
          return home;
        });
  }

  /** Runs a shell script as server, which is ready as soon as it makes a file of that name. */
  private static void awaitReady(ServerHome home, String script) {
    Path ready = home.folder().resolve("ready");
    home.start(new Program("script", List.of("sh", "-c", script), Map.of()));
    home.awaitReady(LONG, () -> Files.exists(ready));
  }
}

package org.bankrs.testservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixtureFolderTest {
  private static final Map<String, String> FILES =
      Map.of(
          "sets/one/COMPLETE", "first",
          "sets/one/rows.csv", "1,2",
          "sets/one/model/part", "trees",
          "sets/two/COMPLETE", "first",
          "sets/two/rows.csv", "3,4");

  @TempDir private Path folder;

  @Test
  void aFolderOfTheClassPathIsTakenAsItIs() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path one = Files.createDirectories(classes.resolve("sets/one"));
    Files.writeString(one.resolve("COMPLETE"), "first");

    assertThat(find(classes, "sets/one")).isEqualTo(one);
    assertThat(unpacked()).doesNotExist();
  }

  @Test
  void aFolderInAJarIsUnpackedOnceAndAlone() throws IOException {
    Path jar = jar(FILES);

    Path one = find(jar, "sets/one");

    assertThat(contents(one))
        .isEqualTo(Map.of("COMPLETE", "first", "rows.csv", "1,2", "model/part", "trees"));
    Path mine = Files.writeString(one.resolve("mine"), "not unpacked again");
    assertThat(find(jar, "sets/one")).isEqualTo(one);
    assertThat(mine).exists();
    assertThat(unpacked().toFile().list()).containsExactly("sets-one");
    assertThat(contents(find(jar, "sets/two"))).containsEntry("rows.csv", "3,4");
  }

  @Test
  void filesThatWereMadeAnewReplaceTheOld() throws IOException {
    Path before = find(jar(FILES), "sets/one");
    Path after =
        find(jar(Map.of("sets/one/COMPLETE", "second", "sets/one/rows.csv", "5,6")), "sets/one");

    assertThat(contents(after)).containsEntry("rows.csv", "5,6").hasSize(2);
    assertThat(before).doesNotExist();
  }

  /** Whoever gets a folder gets all of it, and nothing half-unpacked is left. */
  @Test
  void severalJvmsMayAskAtOnce() throws Exception {
    Map<String, String> many = new TreeMap<>(FILES);
    for (int i = 0; i < 500; i++) {
      many.put("sets/one/many/" + i, "x".repeat(i));
    }
    Path jar = jar(many);
    List<Process> programs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      programs.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  FindsFixture.class.getName(),
                  jar.toString(),
                  unpacked().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    for (Process program : programs) {
      assertThat(new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("503 files");
      assertThat(program.waitFor()).isZero();
    }
    try (Stream<Path> left = Files.list(unpacked().resolve("sets-one"))) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void whatIsMissingIsTold() {
    assertThatThrownBy(() -> find(jar(FILES), "sets/three"))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("sets/three");
  }

  private Path find(Path classPath, String name) throws IOException {
    return find(classPath, name, unpacked());
  }

  static Path find(Path classPath, String name, Path unpacked) throws IOException {
    URL[] urls = {classPath.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      return FixtureFolder.of(loader, name, unpacked);
    }
  }

  private Path unpacked() {
    return folder.resolve("unpacked");
  }

  private Path jar(Map<String, String> files) throws IOException {
    Path jar = Files.createTempFile(folder, "fixtures", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        out.putNextEntry(new JarEntry(file.getKey()));
        out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }
}

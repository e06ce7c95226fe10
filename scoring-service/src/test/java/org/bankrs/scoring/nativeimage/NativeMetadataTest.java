package org.bankrs.scoring.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.oracle.svm.core.annotate.Substitute;
import dev.hardwood.internal.compression.DecompressorFactory;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bankrs.scoring.ExampleBundle;
import org.junit.jupiter.api.Test;

/**
 * Where no native executable can be built, its declarations can at least be held against the
 * libraries.
 */
class NativeMetadataTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final JsonNode METADATA =
      ExampleBundle.read(
          CLASSES.resolve(
              "META-INF/native-image/org.bankrs/scoring-service/reachability-metadata.json"));

  @Test
  void everyDeclaredMethodIsThere() throws ReflectiveOperationException {
    for (JsonNode entry : METADATA.get("reflection")) {
      Class<?> type = Class.forName(entry.get("type").textValue());
      for (JsonNode method : entry.get("methods")) {
        assertThat(method.get("parameterTypes"))
            .singleElement()
            .matches(p -> p.asText().equals("int"));
        assertThat(type.getMethod(method.get("name").textValue(), int.class)).isNotNull();
      }
    }
    assertThat(METADATA.get("reflection")).isNotEmpty();
  }

  @Test
  void everyDeclaredResourceIsThere() {
    for (JsonNode resource : METADATA.get("resources")) {
      String name = resource.get("glob").textValue();
      assertThat(getClass().getClassLoader().getResource(name)).as(name).isNotNull();
    }
    assertThat(METADATA.get("resources")).isNotEmpty();
  }

  @Test
  void everySubstitutedMethodIsThere() throws NoSuchMethodException {
    List<Method> substituted =
        Arrays.stream(KnownDecompressors.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Substitute.class))
            .toList();
    assertThat(substituted).isNotEmpty();
    for (Method method : substituted) {
      Method original =
          DecompressorFactory.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
      assertThat(original.getReturnType()).isEqualTo(method.getReturnType());
    }
  }

  /**
   * Quarkus initialises the application's classes while it builds; what they hold is then frozen.
   */
  @Test
  void noClassHoldsSocketsThreadsOrRandomState() throws IOException, ClassNotFoundException {
    List<Field> fields = staticFields();
    assertThat(fields).isNotEmpty();
    assertThat(fields)
        .noneMatch(
            field ->
                Stream.of(Thread.class, Executor.class, RandomGenerator.class, Closeable.class)
                    .anyMatch(forbidden -> forbidden.isAssignableFrom(field.getType())));
  }

  private static List<Field> staticFields() throws IOException, ClassNotFoundException {
    List<Field> fields = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = CLASSES.relativize(file).toString().replace('/', '.');
        Class<?> type =
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                NativeMetadataTest.class.getClassLoader());
        for (Field field : type.getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())) {
            fields.add(field);
          }
        }
      }
    }
    return fields;
  }
}

package org.bankrs.scoring.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import org.bankrs.scoring.ExampleBundle;

/** The packaged application, jar or native executable, with the example bundle. */
public final class Packaged implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("bankrs.model.path", ExampleBundle.path().toAbsolutePath().toString());
  }
}

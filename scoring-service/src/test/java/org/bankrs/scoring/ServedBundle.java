package org.bankrs.scoring;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Lets the service under test serve the example bundle, where a test does not say otherwise. */
public final class ServedBundle implements ConfigSource {
  private static final String PATH = "bankrs.model.path";

  @Override
  public Map<String, String> getProperties() {
    return Map.of(PATH, getValue(PATH));
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of(PATH);
  }

  /** Null for what is not known, as the interface demands. */
  @Override
  public String getValue(String name) {
    return name.equals(PATH) ? ExampleBundle.path().toString() : null;
  }

  @Override
  public String getName() {
    return "the example bundle";
  }
}

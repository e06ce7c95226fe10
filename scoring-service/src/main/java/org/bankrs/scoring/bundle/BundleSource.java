package org.bankrs.scoring.bundle;

import java.nio.file.Path;

/** Where bundles come from. Used by one thread at a time. */
public sealed interface BundleSource permits FolderSource, RegistrySource {
  /** What a person would call the place, for messages. */
  String place();

  /**
   * What is there now, cheaply: two equal texts stand for the same bundle. Where there is none, or
   * it cannot be looked at, a text that says so; {@link #fetch} then tells why.
   */
  String revision();

  /**
   * The bundle that is there now, as a local folder that stays until the next call.
   *
   * @throws BundleException when there is none
   */
  Path fetch();

  /** Is told that what was fetched last is in use. */
  default void accepted() {}

  /** Is told that what was fetched last was refused. */
  default void refused() {}
}

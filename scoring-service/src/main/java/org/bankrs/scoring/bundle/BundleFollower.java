package org.bankrs.scoring.bundle;

import org.jboss.logging.Logger;

/**
 * Takes up the bundles that come to a source, one after the other; a bundle that is refused leaves
 * the one before in use. Thread-safe.
 */
final class BundleFollower {
  private static final Logger LOG = Logger.getLogger(BundleFollower.class);

  private final String role;
  private final BundleSource source;
  private volatile ModelHolder.State state = ModelHolder.State.NONE;
  // What was tried last, and what was seen at the last look; guarded by this.
  private String tried = "";
  private String seen = "";

  /**
   * A follower that has taken up nothing yet.
   *
   * @param role what its bundle is to the service, for the log: champion or challenger
   */
  BundleFollower(String role, BundleSource source) {
    this.role = role;
    this.source = source;
  }

  /** Reads and verifies the bundle that is at the source now, and puts it to use or refuses it. */
  synchronized ModelHolder.State reload() {
    // Looked at before it is read: a change while reading is found at the next look.
    tried = source.revision();
    try {
      ModelBundle bundle = BundleReader.read(source.fetch());
      state = state.with(bundle);
      source.accepted();
      LOG.infof(
          "The %s is %s %s from %s; %d rows verified",
          role,
          bundle.manifest().model(),
          bundle.manifest().version(),
          source.place(),
          bundle.verifiedRows());
    } catch (BundleException e) {
      refuse(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The bundle at " + source.place() + " could not be read", e);
      refuse("the bundle cannot be read: " + e);
    }
    return state;
  }

  private void refuse(String reason) {
    source.dropped();
    state = state.with(reason);
    LOG.errorf("The bundle of the %s was refused: %s", role, reason);
  }

  /** Reloads when another bundle is there, and has not changed since the last look. */
  synchronized void look() {
    String now = source.revision();
    boolean settled = now.equals(seen);
    seen = now;
    if (settled && !now.equals(tried)) {
      reload();
    }
  }

  /** The same where there need be none: when there surely is none, none is in use any more. */
  synchronized void lookForOptional() {
    if (!source.isVacant()) {
      look();
      return;
    }
    if (state.inUse().isPresent()) {
      LOG.infof("There is no %s any more", role);
      source.dropped();
    }
    state = state.withoutBundle();
    tried = "";
    seen = "";
  }

  /** What is known now. */
  ModelHolder.State state() {
    return state;
  }
}

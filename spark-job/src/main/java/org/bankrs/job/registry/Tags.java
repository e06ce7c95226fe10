package org.bankrs.job.registry;

/** The tags of a model version. */
public final class Tags {
  /** The test month of the training, such as 2016-04. */
  public static final String MONTH = "month";

  /** The revision of the source code. */
  public static final String GIT = "git";

  /** The digest of the cleaned rows that it was trained on. */
  public static final String DATA_DIGEST = "data_digest";

  /** The bundle's own version. */
  public static final String BUNDLE_VERSION = "bundle_version";

  /** Where training wrote the bundle. */
  public static final String BUNDLE_LOCATION = "bundle_location";

  /**
   * {@code challenger}, {@code refused}, {@code champion}, {@code retired}, {@code rolled_back}.
   */
  public static final String STATUS = "status";

  /** What the gate said: {@code passed} or {@code refused}. */
  public static final String GATE = "gate";

  /** The version of the champion that the gate compared it with, {@link #NONE} for none. */
  public static final String GATE_CHAMPION = "gate_champion";

  /** The month on which the gate compared. */
  public static final String GATE_MONTH = "gate_month";

  /** The champion before this one, {@link #NONE} for the first. */
  public static final String PREVIOUS_CHAMPION = "previous_champion";

  /** When it last became champion, an instant in ISO 8601. */
  public static final String PROMOTED_AT = "promoted_at";

  /** No version. */
  public static final String NONE = "none";

  private Tags() {}
}

package org.bankrs.mllib.internal;

/** A stage that answers with the probability of one of two classes. */
public sealed interface BinaryClassifier extends Stage
    permits ForestClassifier, GbtClassifier, LogisticRegression {

  /** What it writes. */
  Answers answers();
}

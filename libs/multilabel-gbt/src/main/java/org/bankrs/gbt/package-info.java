/**
 * Boosted trees of many labels, grown together: {@link org.bankrs.gbt.MultilabelGbtClassifier} is
 * the estimator, {@link org.bankrs.gbt.MultilabelGbtModel} holds a stock {@code
 * GBTClassificationModel} for each label.
 */
package org.bankrs.gbt;

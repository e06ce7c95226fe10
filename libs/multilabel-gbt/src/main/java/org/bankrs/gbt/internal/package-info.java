/**
 * The engine.
 *
 * <p>How the data flows: {@link org.bankrs.gbt.internal.FeatureLayout} says how a feature vector
 * becomes a few bytes; {@link org.bankrs.gbt.internal.Shard} holds the bytes and labels of one
 * partition, and what can be derived from them and the trees grown so far; {@link
 * org.bankrs.gbt.internal.NewtonTrainer} boosts on the driver and has trees grown by a {@link
 * org.bankrs.gbt.internal.TreeGrower}. {@link org.bankrs.gbt.internal.SampleGrower} draws rows of
 * each label from the shards ({@link org.bankrs.gbt.internal.SampleScan}) and grows a tree in one
 * place ({@link org.bankrs.gbt.internal.SampleTree}). {@link
 * org.bankrs.gbt.internal.HistogramGrower} grows on all rows, level by level: scans ({@link
 * org.bankrs.gbt.internal.RootScan}, {@link org.bankrs.gbt.internal.NodeScan}) turn a shard into
 * histograms, which the driver merges. {@link org.bankrs.gbt.internal.GradientTrainer} does the
 * same with MLlib's own arithmetic.
 */
package org.bankrs.gbt.internal;

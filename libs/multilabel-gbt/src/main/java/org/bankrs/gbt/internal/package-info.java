/**
 * The engine.
 *
 * <p>How the data flows: {@link org.bankrs.gbt.internal.FeatureLayout} says how a feature vector
 * becomes a few bytes; {@link org.bankrs.gbt.internal.Shard} holds the bytes and labels of one
 * partition, and what can be derived from them and the trees grown so far; a scan ({@link
 * org.bankrs.gbt.internal.RootScan}, {@link org.bankrs.gbt.internal.NodeScan}) turns a shard into
 * histograms; {@link org.bankrs.gbt.internal.NewtonTrainer} merges them on the driver and splits
 * nodes. Only histograms and trees ever leave a shard.
 */
package org.bankrs.gbt.internal;

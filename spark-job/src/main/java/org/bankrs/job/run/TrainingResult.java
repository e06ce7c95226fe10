package org.bankrs.job.run;

import java.util.List;
import java.util.Map;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.evaluate.Evaluation;

/**
 * What came out of a training.
 *
 * @param manifest of the bundle
 * @param evaluations on the test month, the model first, then the baselines
 * @param secondsByStage how long each stage took
 * @param sample up to 100 raw rows by column name
 */
public record TrainingResult(
    Manifest manifest,
    List<Evaluation> evaluations,
    Map<String, Double> secondsByStage,
    List<Map<String, String>> sample) {}

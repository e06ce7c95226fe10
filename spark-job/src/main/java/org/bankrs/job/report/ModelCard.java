package org.bankrs.job.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bankrs.job.bundle.Manifest;
import org.bankrs.job.evaluate.Evaluation;
import org.bankrs.job.evaluate.Groups.Group;
import org.bankrs.schema.Product;

/**
 * What the report tells of a model.
 *
 * @param source where the rows came from, without secrets
 * @param months which months did what
 * @param history how many earlier months of a customer the model looks at; 0: none
 * @param trainer how the model was trained
 * @param seed for everything random
 * @param rows how many rows did what
 * @param dataDigest of the cleaned rows
 * @param versions of this project, Spark, Java and the source code
 * @param constant products whose model is only their base rate
 * @param unreadable how many values could not be read, by raw column; columns without any left out
 * @param groups how groups of the test month's customers fare
 * @param evaluations on the test month, the model first, then the baselines
 */
public record ModelCard(
    String source,
    Manifest.Months months,
    int history,
    Manifest.TrainerInfo trainer,
    long seed,
    Manifest.Rows rows,
    String dataDigest,
    Map<String, String> versions,
    Set<Product> constant,
    Map<String, Long> unreadable,
    List<Group> groups,
    List<Evaluation> evaluations) {

  Evaluation model() {
    return evaluations.get(0);
  }

  List<Evaluation> baselines() {
    return evaluations.stream()
        .skip(1)
        .filter(evaluation -> !evaluation.predictor().equals(Evaluation.WITHOUT_HISTORY))
        .toList();
  }
}

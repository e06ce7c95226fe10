package org.bankrs.job.run;

import java.util.Optional;
import org.bankrs.job.source.Source;
import org.bankrs.job.train.HistoryUse;
import org.bankrs.job.train.MonthChoice;
import org.bankrs.job.train.TrainOptions;
import org.bankrs.job.train.Trainer;
import org.bankrs.schema.SnapshotMonth;

/**
 * What to train.
 *
 * @param source the raw rows
 * @param out the place of the bundle, which must not exist
 * @param asOf the newest month to use
 * @param trainerName the trainer's name for the record
 * @param trainer fits the classifiers
 * @param options how
 * @param months which months train
 * @param history what it makes of the customers' earlier months
 */
public record TrainingRequest(
    Source source,
    String out,
    Optional<SnapshotMonth> asOf,
    String trainerName,
    Trainer trainer,
    TrainOptions options,
    MonthChoice months,
    HistoryUse history) {}
